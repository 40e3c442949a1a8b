package fleet.cli.command;

import fleet.contract.operator.NewRollout;
import fleet.contract.operator.RolloutPlan;
import fleet.contract.release.Canary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who gets a release first, and for how long. */
final class CanaryOptions {
  @Option(
      names = "--canary",
      paramLabel = "N",
      description = "So many devices get it first, the rest when it stayed healthy there.")
  private int count;

  @Option(
      names = "--devices",
      split = ",",
      paramLabel = "DEVICE",
      description = "Names of those that go first; they are drawn if not said.")
  private List<String> devices = new ArrayList<>();

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      description = "Draws as a plan with this seed did.")
  private @Nullable Long seed;

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
    if (count == 0 && devices.isEmpty()) {
      if (soak != null || deadline != null || seed != null) {
        throw CommandFailure.usage("a soak, deadline or seed is for a canary", "add --canary 1");
      }
      return Optional.empty();
    }
    return Optional.of(
        CommandFailure.understood(
            () ->
                new Canary(
                    count == 0 ? devices.size() : count,
                    Optional.ofNullable(soak),
                    Optional.ofNullable(deadline),
                    Optional.of(devices).filter(named -> !named.isEmpty()),
                    Optional.ofNullable(seed)),
            devices.isEmpty() ? "" : "leave out --canary"));
  }

  /** Nothing when all devices get the release at once. */
  Optional<NewRollout> rollout(String release) {
    return canary()
        .map(wanted ->
            new NewRollout(
                release,
                new Canary(wanted.devices(), wanted.soak(), wanted.deadline()),
                devices,
                wanted.seed()));
  }

  /** What the plan says, to be started with the same draw. */
  static NewRollout as(NewRollout wanted, RolloutPlan plan) {
    return new NewRollout(
        wanted.release(), wanted.canary(), wanted.devices(), Optional.of(plan.seed()));
  }

  /** As options of a push: {@code canary=2}, {@code soak=600s}, {@code devices=a,b}. */
  List<String> words() {
    return canary().map(CanaryOptions::words).orElse(List.of());
  }

  private static List<String> words(Canary wanted) {
    var words = new ArrayList<>(List.of("canary=" + wanted.devices()));
    wanted.soak().ifPresent(time -> words.add("soak=%ds".formatted(time.toSeconds())));
    wanted.deadline().ifPresent(time -> words.add("deadline=%ds".formatted(time.toSeconds())));
    wanted.named().ifPresent(names -> words.add("devices=" + Api.escape(String.join(",", names))));
    wanted.seed().ifPresent(number -> words.add("seed=" + number));
    return words;
  }
}
