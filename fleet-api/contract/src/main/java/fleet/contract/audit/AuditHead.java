package fleet.contract.audit;

import fleet.contract.release.Digest;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The end of a chain, from which it goes on. Pure.
 *
 * @param sequence how many rows it holds
 */
public record AuditHead(long sequence, Digest hash) {
  private static final String FORM = "fleet-audit-1";

  /** The end of a chain without rows. */
  public static final AuditHead EMPTY =
      new AuditHead(0, Digest.of(FORM.getBytes(StandardCharsets.UTF_8)));

  /** The end after this row too. */
  public AuditHead after(AuditRow row) {
    return new AuditHead(sequence + 1, seal(row).hash());
  }

  /** The seal with which this row is added. */
  public AuditSeal seal(AuditRow row) {
    return new AuditSeal(sequence + 1, row.id(), hash, hash(row));
  }

  private Digest hash(AuditRow row) {
    var bytes = new ByteArrayOutputStream(512);
    put(bytes, FORM);
    put(bytes, hash.value());
    put(bytes, Long.toString(sequence + 1));
    put(bytes, Long.toString(row.id()));
    put(bytes, Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, row.at())));
    put(bytes, row.who());
    put(bytes, row.what());
    put(bytes, row.fleet());
    put(bytes, row.about());
    put(bytes, row.subject());
    return Digest.of(bytes.toByteArray());
  }

  private static void put(ByteArrayOutputStream bytes, Optional<String> text) {
    text.ifPresentOrElse(
        there -> put(bytes, there), () -> bytes.writeBytes("-,".getBytes(StandardCharsets.UTF_8)));
  }

  private static void put(ByteArrayOutputStream bytes, String text) {
    var content = text.getBytes(StandardCharsets.UTF_8);
    bytes.writeBytes((content.length + ":").getBytes(StandardCharsets.UTF_8));
    bytes.writeBytes(content);
    bytes.write(',');
  }
}
