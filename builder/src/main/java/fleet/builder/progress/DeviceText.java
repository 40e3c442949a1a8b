package fleet.builder.progress;

import fleet.contract.identity.FleetName;
import fleet.contract.operator.RolloutProgress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a pusher reads of the devices after the release exists. Pure. */
public final class DeviceText {
  private DeviceText() {}

  /** Why there is nothing to wait for, where there is not. */
  public static Optional<String> nothingToWaitFor(RolloutProgress progress, FleetName fleet) {
    if (progress.devices() == 0) {
      var misfits = misfits(progress).collect(Collectors.joining("; "));
      return Optional.of(
          misfits.isEmpty() ? "no device runs this fleet yet: fleet device add " + fleet : misfits);
    }
    if (progress.online() == 0) {
      return Optional.of(
          "no device is online (of %d); they get the release when they come back"
              .formatted(progress.devices()));
    }
    return Optional.empty();
  }

  /** Says whether every device that can be heard has the release, or has failed with it. */
  public static boolean isSettled(RolloutProgress progress) {
    return progress.running() + progress.failed().size() >= Math.max(1, progress.online());
  }

  /** The last lines: the devices that failed with their reasons, and how many run it. */
  public static List<String> verdict(RolloutProgress progress, Duration waited) {
    var failures =
        progress.failed().entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(failure -> "%s failed: %s".formatted(failure.getKey(), failure.getValue()));
    return Stream.of(failures, misfits(progress), Stream.of(summary(progress, waited)))
        .flatMap(lines -> lines)
        .toList();
  }

  private static Stream<String> misfits(RolloutProgress progress) {
    return progress.misfits().orElse(Map.of()).entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(misfit -> "%s cannot run it: %s".formatted(misfit.getKey(), misfit.getValue()));
  }

  private static String summary(RolloutProgress progress, Duration waited) {
    var line =
        "running on %d/%d devices  (%s)"
            .formatted(progress.running(), progress.devices(), BuildText.time(waited));
    return isSettled(progress) ? line : line + "; the others go on without this push";
  }
}
