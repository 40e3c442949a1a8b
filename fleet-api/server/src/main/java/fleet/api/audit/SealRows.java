package fleet.api.audit;

import fleet.api.db.Tx;
import fleet.contract.audit.AuditHead;
import fleet.contract.audit.AuditRow;
import fleet.contract.audit.AuditSeal;
import fleet.contract.release.Digest;
import java.util.List;
import java.util.Optional;

/**
 * Tables {@code api.audit_seals}, {@code api.audit_head} and {@code api.audit_unsealed}. Whoever
 * holds the head is the one who seals, for one transaction.
 */
final class SealRows {
  /** The chain's end, unless somebody else goes on from it just now. */
  Optional<AuditHead> takeHead(Tx tx) {
    return tx.handle()
        .createQuery("select sequence, hash from api.audit_head for update skip locked")
        .map((row, _) -> new AuditHead(row.getLong(1), Digest.parse(row.getString(2))))
        .findOne();
  }

  AuditHead head(Tx tx) {
    return tx.handle()
        .createQuery("select sequence, hash from api.audit_head")
        .map((row, _) -> new AuditHead(row.getLong(1), Digest.parse(row.getString(2))))
        .one();
  }

  boolean anyUnsealed(Tx tx) {
    return tx.handle()
        .createQuery("select exists (select 1 from api.audit_unsealed)")
        .mapTo(Boolean.class)
        .one();
  }

  /** Rows that wait, no longer to be found by the next who looks. */
  List<AuditRow> takeUnsealed(Tx tx, int most) {
    return tx.handle()
        .createQuery(
            """
            with taken as (
              delete from api.audit_unsealed
              where audit in (select audit from api.audit_unsealed order by audit limit :most)
              returning audit)
            select a.* from api.audit a join taken on taken.audit = a.id order by a.id
            """)
        .bind("most", most)
        .map((row, _) -> AuditRows.row(row))
        .list();
  }

  void insert(Tx tx, List<AuditSeal> seals) {
    var batch =
        tx.handle()
            .prepareBatch(
                """
                insert into api.audit_seals (sequence, audit, previous, hash)
                values (:sequence, :audit, :previous, :hash)
                """);
    for (var seal : seals) {
      batch
          .bind("sequence", seal.sequence())
          .bind("audit", seal.audit())
          .bind("previous", seal.previous().value())
          .bind("hash", seal.hash().value())
          .add();
    }
    var _ = batch.execute();
  }

  void setHead(Tx tx, AuditHead head) {
    tx.handle()
        .createUpdate("update api.audit_head set sequence = :sequence, hash = :hash")
        .bind("sequence", head.sequence())
        .bind("hash", head.hash().value())
        .execute();
  }
}
