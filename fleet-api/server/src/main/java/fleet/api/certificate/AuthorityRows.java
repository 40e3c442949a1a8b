package fleet.api.certificate;

import fleet.api.db.Tx;
import java.time.Instant;
import java.util.Optional;

/** Table {@code api.certificate_authorities}. */
final class AuthorityRows {
  /**
   * One generation.
   *
   * @param certificate its DER
   * @param wrapped the wrapped private key
   */
  @SuppressWarnings("ArrayRecordComponent") // It is never compared.
  record Row(int generation, byte[] certificate, byte[] wrapped) {}

  /** Keeps it unless another node was first. */
  void insertUnlessThere(Tx tx, Row row, Instant madeAt) {
    tx.handle()
        .createUpdate(
            """
            insert into api.certificate_authorities (generation, certificate, wrapped, made_at)
            values (:generation, :certificate, :wrapped, :madeAt)
            on conflict do nothing
            """)
        .bind("generation", row.generation())
        .bind("certificate", row.certificate())
        .bind("wrapped", row.wrapped())
        .bind("madeAt", madeAt)
        .execute();
  }

  Optional<Row> newest(Tx tx) {
    return tx.handle()
        .createQuery("select * from api.certificate_authorities order by generation desc limit 1")
        .map((row, _) ->
            new Row(row.getInt("generation"), row.getBytes("certificate"), row.getBytes("wrapped")))
        .findOne();
  }
}
