package fleet.api.view;

import fleet.contract.device.Phase;
import fleet.contract.device.StateReport;
import fleet.contract.device.TrustState;
import fleet.contract.operator.DevicePin;
import fleet.contract.operator.DeviceStatus;
import fleet.contract.operator.ReleaseSummary;
import java.util.Optional;

/** Says in one line why a device runs what it runs. Pure. */
final class Why {
  private Why() {}

  /**
   * The line.
   *
   * @param misfit why the fleet's release cannot run there
   */
  static String line(DeviceRecord device, Optional<String> misfit) {
    return reason(device, misfit) + stale(device);
  }

  /** For people alone: what runs goes on. */
  private static String stale(DeviceRecord device) {
    return device
        .report()
        .flatMap(StateReport::trust)
        .flatMap(TrustState::staleSince)
        .map(since ->
            "; alarm: what it was told held until %s, and it heard nothing newer".formatted(since))
        .orElse("");
  }

  private static String reason(DeviceRecord device, Optional<String> misfit) {
    if (device.fleetRelease().isEmpty() && device.pin().isEmpty()) {
      return "fleet %s has no release yet".formatted(device.fleet()) + meanwhile(device);
    }
    if (device.target().isEmpty()) {
      return "runs nothing: " + misfit.orElse("no release is assigned to it");
    }
    var line = progress(device, device.target().get().version());
    return device
        .pin()
        .map(pin -> line + pinned(pin, device))
        .or(() -> misfit.map(clause -> "%s; keeps it, for %s".formatted(line, clause)))
        .orElse(line);
  }

  private static String pinned(DevicePin pin, DeviceRecord device) {
    var holds = device.target().map(ReleaseSummary::id).equals(Optional.of(pin.release().id()));
    return "; %s pinned it to %s%s%s: %s"
        .formatted(
            pin.owner(),
            pin.release().version(),
            pin.until().map(" until %s"::formatted).orElse(""),
            holds ? "" : ", which it may not run",
            pin.reason());
  }

  private static String progress(DeviceRecord device, String target) {
    if (device.status() == DeviceStatus.PREREGISTERED) {
      return "is expected, and should run %s when it comes".formatted(target);
    }
    if (device.status() == DeviceStatus.NEVER_SEEN) {
      return "should run %s, but was never heard of".formatted(target);
    }
    var line =
        device
            .report()
            .map(report -> reported(device, report, target))
            .orElse("should run %s, and has not reported yet".formatted(target));
    return device.status() == DeviceStatus.OFFLINE ? "is offline; when last heard: " + line : line;
  }

  private static String reported(DeviceRecord device, StateReport report, String target) {
    if (!report.target().equals(device.target().map(ReleaseSummary::id))) {
      return "should run %s, and has not taken it up yet".formatted(target) + meanwhile(device);
    }
    return switch (report.phase()) {
      case IDLE -> "should run %s, and does nothing yet".formatted(target);
      case DOWNLOADING -> "downloads %s".formatted(target) + meanwhile(device);
      case APPLYING -> "starts %s".formatted(target);
      case PROVING -> "runs %s and proves that it is healthy".formatted(target);
      case SETTLED -> "runs %s, healthy".formatted(target) + asFleet(device);
      case ROLLED_BACK, FAILED -> failed(device, report, target);
    };
  }

  private static String asFleet(DeviceRecord device) {
    return device.pin().isEmpty() && device.target().equals(device.fleetRelease())
        ? ", as fleet %s should".formatted(device.fleet())
        : "";
  }

  private static String failed(DeviceRecord device, StateReport report, String target) {
    var returned = report.phase() == Phase.ROLLED_BACK;
    var now =
        device
            .running()
            .map(running -> (returned ? "went back to " : "runs ") + running.version())
            .orElse("runs no whole release");
    var reason = report.failure().map(failure -> ": " + failure.reason()).orElse("");
    return "%s, because %s failed here%s".formatted(now, target, reason);
  }

  private static String meanwhile(DeviceRecord device) {
    return device
        .running()
        .map(running -> "; runs %s meanwhile".formatted(running.version()))
        .orElse("");
  }
}
