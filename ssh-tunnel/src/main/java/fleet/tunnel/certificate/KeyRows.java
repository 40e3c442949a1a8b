package fleet.tunnel.certificate;

import fleet.tunnel.db.TunnelDatabase;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;

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

  /**
   * Has all of them wrapped otherwise, or none.
   *
   * @param again what becomes of the name and what is wrapped under it
   */
  void rewrap(BinaryOperator<String> again) {
    database
        .jdbi()
        .useTransaction(handle ->
            handle
                .createQuery("select name, wrapped from tunnel.keys for update")
                .map((row, _) -> Map.entry(row.getString(1), row.getString(2)))
                .list()
                .forEach(key ->
                    handle
                        .createUpdate(
                            "update tunnel.keys set wrapped = :wrapped where name = :name")
                        .bind("name", key.getKey())
                        .bind("wrapped", again.apply(key.getKey(), key.getValue()))
                        .execute()));
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
