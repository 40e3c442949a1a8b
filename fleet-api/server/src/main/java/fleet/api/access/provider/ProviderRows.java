package fleet.api.access.provider;

import fleet.api.db.Tx;
import fleet.contract.Json;
import fleet.contract.identity.ProviderName;
import fleet.contract.identity.UserName;
import fleet.contract.provider.ProviderTerms;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Table {@code api.providers}. */
final class ProviderRows {
  /**
   * One provider.
   *
   * @param secret base64 of the wrapped client secret
   */
  record Row(
      ProviderName name,
      ProviderTerms terms,
      Optional<String> secret,
      UserName changedBy,
      Instant changedAt) {}

  /** Has this row in the place of the one of that name. */
  void put(Tx tx, Row row) {
    tx.handle()
        .createUpdate(
            """
            insert into api.providers (name, terms, secret, changed_by, changed_at)
            values (:name, :terms::jsonb, :secret, :by, :at)
            on conflict (name) do update set terms = excluded.terms, secret = excluded.secret,
              changed_by = excluded.changed_by, changed_at = excluded.changed_at
            """)
        .bind("name", row.name().value())
        .bind("terms", Json.write(row.terms()))
        .bind("secret", row.secret())
        .bind("by", row.changedBy().value())
        .bind("at", row.changedAt())
        .execute();
  }

  Optional<Row> find(Tx tx, ProviderName name) {
    return tx.handle()
        .createQuery("select * from api.providers where name = :name")
        .bind("name", name.value())
        .map((row, _) -> row(row))
        .findOne();
  }

  /** Holds off others who add or remove one, until the end of the transaction. */
  void lock(Tx tx) {
    tx.handle().execute("lock table api.providers in share row exclusive mode");
  }

  List<Row> list(Tx tx) {
    return tx.handle()
        .createQuery("select * from api.providers order by name")
        .map((row, _) -> row(row))
        .list();
  }

  void rewrap(Tx tx, ProviderName name, String secret) {
    tx.handle()
        .createUpdate("update api.providers set secret = :secret where name = :name")
        .bind("name", name.value())
        .bind("secret", secret)
        .execute();
  }

  boolean delete(Tx tx, ProviderName name) {
    return tx.handle()
            .createUpdate("delete from api.providers where name = :name")
            .bind("name", name.value())
            .execute()
        == 1;
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(
        ProviderName.parse(row.getString("name")),
        Json.read(row.getString("terms"), ProviderTerms.class),
        Optional.ofNullable(row.getString("secret")),
        UserName.parse(row.getString("changed_by")),
        row.getTimestamp("changed_at").toInstant());
  }
}
