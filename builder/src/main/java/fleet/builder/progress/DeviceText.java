package fleet.builder.progress;

import fleet.contract.identity.FleetName;
import fleet.contract.operator.RolloutProgress;
import fleet.contract.operator.RolloutState;
import fleet.contract.operator.RolloutView;
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
    if (firstDevices(progress).isPresent()) {
      return Optional.empty();
    }
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

  /**
   * Says whether every device that can be heard has the release, or has failed with it; where some
   * go first, whether those are through.
   */
  public static boolean isSettled(RolloutProgress progress) {
    var rollout = firstDevices(progress);
    if (rollout.isPresent()) {
      return rollout.get().state() != RolloutState.RUNNING;
    }
    return progress.running() + progress.failed().size() >= Math.max(1, progress.online());
  }

  /** The last lines: the devices that failed with their reasons, and how many run it. */
  public static List<String> verdict(RolloutProgress progress, Duration waited) {
    var rollout = firstDevices(progress);
    if (rollout.isPresent()) {
      return Stream.concat(Stream.of(rollout(rollout.get())), misfits(progress)).toList();
    }
    var failures =
        progress.failed().entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(failure -> "%s failed: %s".formatted(failure.getKey(), failure.getValue()));
    return Stream.of(failures, misfits(progress), Stream.of(summary(progress, waited)))
        .flatMap(lines -> lines)
        .toList();
  }

  /** As long as some devices alone have it, or are to have it. */
  private static Optional<RolloutView> firstDevices(RolloutProgress progress) {
    return progress.rollout().filter(rollout -> rollout.state() != RolloutState.DONE);
  }

  private static String rollout(RolloutView rollout) {
    var fleet = rollout.fleet();
    var names =
        rollout.first().stream()
            .map(device -> device.name().value())
            .collect(Collectors.joining(", "));
    return switch (rollout.state()) {
      case RUNNING ->
          "goes first to %s: %s; fleet rollout status %s --follow shows more"
              .formatted(names, rollout.reason(), fleet);
      case SOAKING ->
          "healthy on %s; the rest of %s follows if it stays so for %s: fleet rollout status %s --follow"
              .formatted(names, fleet, BuildText.time(rollout.soak()), fleet);
      case HALTED ->
          "halted: %s; fleet rollout resume %s %s, fleet rollout abort %s gives it up"
              .formatted(
                  rollout.reason(),
                  fleet,
                  names.isEmpty() ? "gives it to all devices at once" : "goes on in spite of it",
                  fleet);
      case ABORTED -> "given up: " + rollout.reason();
      case DONE -> rollout.reason();
    };
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
