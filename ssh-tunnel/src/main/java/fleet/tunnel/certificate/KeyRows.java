package fleet.tunnel.certificate;

import fleet.tunnel.db.TunnelDatabase;
import java.time.Instant;
import java.util.Optional;

/** Table {@code tunnel.keys}. */
final class KeyRows {
  /** Base64 both: the public half in X.509 form, the private half wrapped. */
  record Row(String publicKey, String wrapped) {}

  private final TunnelDatabase database;

  KeyRows(TunnelDatabase database) {
    this.database = database;
  }

  Optional<Row> find(String name) {
    return database
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery("select public_key, wrapped from tunnel.keys where name = :name")
                .bind("name", name)
                .map((row, _) -> new Row(row.getString(1), row.getString(2)))
                .findOne());
  }

  /** Keeps the row unless another node was first. */
  void insertUnlessThere(String name, Row row, Instant madeAt) {
    database
        .jdbi()
        .useHandle(handle ->
            handle
                .createUpdate(
                    """
                    insert into tunnel.keys (name, public_key, wrapped, made_at)
                    values (:name, :publicKey, :wrapped, :madeAt) on conflict do nothing\
                    """)
                .bind("name", name)
                .bind("publicKey", row.publicKey())
                .bind("wrapped", row.wrapped())
                .bind("madeAt", madeAt)
                .execute());
  }
}
