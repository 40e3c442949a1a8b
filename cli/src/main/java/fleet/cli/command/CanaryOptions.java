package fleet.cli.command;

import fleet.contract.release.Canary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a release goes to some devices first. */
final class CanaryOptions {
  @Option(
      names = "--canary",
      paramLabel = "N",
      description = "So many devices get it first, the rest when it stayed healthy there.")
  private int canary;

  @Option(
      names = "--soak",
      paramLabel = "TIME",
      description = "How long it must stay healthy there; 10m if not said.")
  private @Nullable Duration soak;

  @Option(
      names = "--deadline",
      paramLabel = "TIME",
      description = "How long one of them may be other than healthy; 15m if not said.")
  private @Nullable Duration deadline;

  /** Nothing when all devices get it at once. */
  Optional<Canary> canary() {
    if (canary == 0) {
      if (soak != null || deadline != null) {
        throw CommandFailure.usage("a soak or deadline is for a canary", "add --canary 1");
      }
      return Optional.empty();
    }
    return Optional.of(canary(canary));
  }

  /** The same with so many, where devices are named. */
  Canary canary(int devices) {
    return CommandFailure.understood(
        () -> new Canary(devices, Optional.ofNullable(soak), Optional.ofNullable(deadline)), "");
  }

  /** As options of a push: {@code canary=2}, {@code soak=600s}. */
  List<String> words() {
    var words = new ArrayList<String>();
    canary()
        .ifPresent(wanted -> {
          words.add("canary=" + wanted.devices());
          wanted.soak().ifPresent(time -> words.add("soak=%ds".formatted(time.toSeconds())));
          wanted
              .deadline()
              .ifPresent(time -> words.add("deadline=%ds".formatted(time.toSeconds())));
        });
    return words;
  }
}
