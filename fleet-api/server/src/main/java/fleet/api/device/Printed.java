package fleet.api.device;

import fleet.contract.Json;
import fleet.contract.device.StateReport;
import fleet.contract.release.Digest;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A report with the print of what it says.
 *
 * @param print equal for reports that differ in number and time alone
 */
record Printed(StateReport report, UUID print) {
  /** Half of the SHA-256: who forges one hides the news of nobody but itself. */
  static Printed of(StateReport report) {
    var half = ByteBuffer.wrap(Digest.sha256().digest(Json.writeBytes(core(report))));
    return new Printed(report, new UUID(half.getLong(), half.getLong()));
  }

  private static StateReport core(StateReport report) {
    return new StateReport(
        report.protocol(),
        0,
        Instant.EPOCH,
        report.supervisorVersion(),
        report.phase(),
        report.target(),
        report.running(),
        report.healthy(),
        report.services(),
        report.failure(),
        List.of(),
        report.variables(),
        report.trust());
  }
}
