package fleet.api.buildkey;

import fleet.api.db.Tx;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.UserName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Table {@code api.build_keys}. */
final class KeyRows {
  /**
   * One key.
   *
   * @param name of the secret, or the registry's host
   * @param username at the registry; empty for a secret
   * @param wrapped base64 of the value
   */
  record Row(
      FleetName fleet,
      KeyKind kind,
      String name,
      String username,
      String wrapped,
      UserName by,
      Instant at) {
    /** To what the value is bound: a row that was copied elsewhere does not open. */
    String label() {
      return "fleet %s %s %s".formatted(fleet, kind.word(), name);
    }
  }

  /** Holds off others that change the fleet's keys, until the end of the transaction. */
  void lock(Tx tx, FleetName fleet) {
    tx.handle()
        .createQuery("select 1 from (select pg_advisory_xact_lock(hashtextextended(:key, 0))) held")
        .bind("key", "build keys of " + fleet)
        .mapTo(Integer.class)
        .one();
  }

  List<Row> of(Tx tx, FleetName fleet) {
    return tx.handle()
        .createQuery("select * from api.build_keys where fleet = :fleet order by kind, name")
        .bind("fleet", fleet.value())
        .map((row, _) -> row(row))
        .list();
  }

  List<Row> all(Tx tx) {
    return tx.handle().createQuery("select * from api.build_keys").map((row, _) -> row(row)).list();
  }

  void put(Tx tx, Row row) {
    tx.handle()
        .createUpdate(
            """
            insert into api.build_keys (fleet, kind, name, username, wrapped, set_by, set_at)
            values (:fleet, :kind, :name, :username, :wrapped, :by, :at)
            on conflict (fleet, kind, name) do update set username = excluded.username,
              wrapped = excluded.wrapped, set_by = excluded.set_by, set_at = excluded.set_at
            """)
        .bind("fleet", row.fleet().value())
        .bind("kind", row.kind().word())
        .bind("name", row.name())
        .bind("username", row.username())
        .bind("wrapped", row.wrapped())
        .bind("by", row.by().value())
        .bind("at", row.at())
        .execute();
  }

  /** Says whether it was there. */
  boolean delete(Tx tx, FleetName fleet, KeyKind kind, String name) {
    return tx.handle()
            .createUpdate(
                "delete from api.build_keys where fleet = :fleet and kind = :kind and name = :name")
            .bind("fleet", fleet.value())
            .bind("kind", kind.word())
            .bind("name", name)
            .execute()
        == 1;
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(
        FleetName.parse(row.getString("fleet")),
        KeyKind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
        row.getString("name"),
        row.getString("username"),
        row.getString("wrapped"),
        UserName.parse(row.getString("set_by")),
        row.getTimestamp("set_at").toInstant());
  }
}
