package fleet.api.certificate;

import fleet.api.db.Tx;
import java.time.Instant;
import java.util.List;
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
  boolean insertUnlessThere(Tx tx, Row row, Instant madeAt) {
    return tx.handle()
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
            .execute()
        == 1;
  }

  Optional<Row> newest(Tx tx) {
    return all(tx).stream().findFirst();
  }

  /** The newest first. */
  List<Row> all(Tx tx) {
    return tx.handle()
        .createQuery("select * from api.certificate_authorities order by generation desc")
        .map((row, _) ->
            new Row(row.getInt("generation"), row.getBytes("certificate"), row.getBytes("wrapped")))
        .list();
  }

  void rewrap(Tx tx, int generation, byte[] wrapped) {
    tx.handle()
        .createUpdate(
            "update api.certificate_authorities set wrapped = :wrapped where generation = :generation")
        .bind("generation", generation)
        .bind("wrapped", wrapped)
        .execute();
  }
}
