package fleet.api.access;

import fleet.api.db.Tx;
import java.time.Instant;
import java.util.Optional;

/** Table {@code api.keys}. */
final class KeyRows {
  /** Base64 both: the public half in X.509 form, the private half wrapped. */
  record Row(String publicKey, String wrapped) {}

  Optional<Row> find(Tx tx, String name) {
    return tx.handle()
        .createQuery("select public_key, wrapped from api.keys where name = :name")
        .bind("name", name)
        .map((row, _) -> new Row(row.getString(1), row.getString(2)))
        .findOne();
  }

  void rewrap(Tx tx, String name, String wrapped) {
    tx.handle()
        .createUpdate("update api.keys set wrapped = :wrapped where name = :name")
        .bind("name", name)
        .bind("wrapped", wrapped)
        .execute();
  }

  /** Keeps the row unless another node was first. */
  boolean insertUnlessThere(Tx tx, String name, Row row, Instant madeAt) {
    return tx.handle()
            .createUpdate(
                """
                insert into api.keys (name, public_key, wrapped, made_at)
                values (:name, :publicKey, :wrapped, :madeAt) on conflict do nothing
                """)
            .bind("name", name)
            .bind("publicKey", row.publicKey())
            .bind("wrapped", row.wrapped())
            .bind("madeAt", madeAt)
            .execute()
        == 1;
  }
}
