package fleet.api.trust;

import fleet.api.db.Tx;
import fleet.contract.Json;
import fleet.contract.identity.PublicKey;
import fleet.contract.trust.Envelope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Table {@code api.signing_keys}. */
final class SigningKeyRows {
  /**
   * One generation.
   *
   * @param wrapped base64 of the wrapped private half
   */
  record Row(int generation, PublicKey key, String wrapped, Optional<Envelope> statement) {}

  /** Keeps the generation unless another node was first. */
  boolean insertUnlessThere(Tx tx, Row row, Instant madeAt) {
    return tx.handle()
            .createUpdate(
                """
                insert into api.signing_keys (generation, public_key, wrapped, made_at, statement)
                values (:generation, :key, :wrapped, :madeAt, cast(:statement as jsonb))
                on conflict do nothing
                """)
            .bind("generation", row.generation())
            .bind("key", row.key().value())
            .bind("wrapped", row.wrapped())
            .bind("madeAt", madeAt)
            .bind("statement", row.statement().map(Json::write).orElse(null))
            .execute()
        == 1;
  }

  void rewrap(Tx tx, int generation, String wrapped) {
    tx.handle()
        .createUpdate(
            "update api.signing_keys set wrapped = :wrapped where generation = :generation")
        .bind("generation", generation)
        .bind("wrapped", wrapped)
        .execute();
  }

  /** From the first generation on. */
  List<Row> all(Tx tx) {
    return tx.handle()
        .createQuery("select * from api.signing_keys order by generation")
        .map((row, _) -> row(row))
        .list();
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(
        row.getInt("generation"),
        PublicKey.parse(row.getString("public_key")),
        row.getString("wrapped"),
        Optional.ofNullable(row.getString("statement"))
            .map(text -> Json.read(text, Envelope.class)));
  }
}
