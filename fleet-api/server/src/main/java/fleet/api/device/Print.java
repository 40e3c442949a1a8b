package fleet.api.device;

import fleet.contract.Json;
import fleet.contract.device.StateReport;
import fleet.contract.release.Digest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The print of what a report says: equal for reports that differ in number and time alone. */
final class Print {
  private Print() {}

  /** Half of the SHA-256: who forges one hides the news of nobody but itself. */
  static UUID of(StateReport report) {
    var half = ByteBuffer.wrap(sha256(Json.write(core(report))));
    return new UUID(half.getLong(), half.getLong());
  }

  private static byte[] sha256(String text) {
    return Digest.sha256().digest(text.getBytes(StandardCharsets.UTF_8));
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
