package fleet.api.audit;

import fleet.api.db.Tx;
import java.time.Instant;

/** Table {@code api.audit}. */
final class AuditRows {
  record Row(String who, String what, String subject) {}

  void insert(Tx tx, Instant at, Row row) {
    tx.handle()
        .createUpdate(
            "insert into api.audit (at, who, what, subject) values (:at, :who, :what, :subject)")
        .bind("at", at)
        .bind("who", row.who())
        .bind("what", row.what())
        .bind("subject", row.subject())
        .execute();
  }
}
