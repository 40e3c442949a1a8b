package fleet.api.rollout.plan;

import fleet.contract.device.Failure;
import fleet.contract.device.Phase;
import fleet.contract.device.StateReport;
import fleet.contract.identity.ReleaseId;
import java.util.Optional;

/** What one device makes of a release. Pure. */
public sealed interface Sighting {
  /** As one clause about the device. */
  String clause();

  /** It runs there, healthy for the device's own soak. */
  record Healthy() implements Sighting {
    @Override
    public String clause() {
      return "is healthy";
    }
  }

  /** It is on its way. */
  record Working(String clause) implements Sighting {}

  /** The device is not here. */
  record Away() implements Sighting {
    @Override
    public String clause() {
      return "is silent";
    }
  }

  /** It could not run there. */
  record Failed(String clause) implements Sighting {}

  /** What the device's last report says of the release. */
  static Sighting of(ReleaseId release, boolean online, Optional<StateReport> last) {
    var failure = last.flatMap(report -> failure(report, release));
    if (failure.isPresent()) {
      return new Failed(failure.get());
    }
    if (!online) {
      return new Away();
    }
    var report = last.filter(told -> told.target().equals(Optional.of(release)));
    if (report.isEmpty()) {
      return new Working("has not taken it up yet");
    }
    return report.get().healthy().equals(Optional.of(release))
            && report.get().phase() == Phase.SETTLED
        ? new Healthy()
        : new Working(doing(report.get().phase()));
  }

  private static Optional<String> failure(StateReport report, ReleaseId release) {
    var about =
        report.failure().filter(failure -> failure.release().equals(release)).map(Failure::reason);
    if (about.isPresent()) {
      var back = report.phase() == Phase.ROLLED_BACK;
      return about.map(reason -> (back ? "went back: " : "failed: ") + reason);
    }
    var isTarget = report.target().equals(Optional.of(release));
    return switch (report.phase()) {
      case ROLLED_BACK -> isTarget ? Optional.of("went back") : Optional.empty();
      case FAILED -> isTarget ? Optional.of("failed") : Optional.empty();
      case IDLE, DOWNLOADING, APPLYING, PROVING, SETTLED -> Optional.empty();
    };
  }

  private static String doing(Phase phase) {
    return switch (phase) {
      case IDLE -> "does nothing yet";
      case DOWNLOADING -> "downloads";
      case APPLYING -> "starts it";
      case PROVING -> "proves that it is healthy";
      case SETTLED, ROLLED_BACK, FAILED -> "does not run it healthy";
    };
  }
}
