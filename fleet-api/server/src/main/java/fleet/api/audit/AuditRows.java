package fleet.api.audit;

import fleet.api.db.Tx;
import fleet.contract.audit.AuditRow;
import fleet.contract.identity.FleetName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** Table {@code api.audit}: persons only by their marks. */
final class AuditRows {
  static final String PERSON = "person:";
  private static final int FORM = 1;

  void insert(Tx tx, Instant at, Actor who, Deed deed) {
    tx.handle()
        .createUpdate(
            """
            insert into api.audit (form, at, who, what, fleet, about, subject)
            values (:form, :at, coalesce('person:' || api.audit_mark(:person), :who), :what,
              :fleet, 'person:' || api.audit_mark(:about), :subject)
            """)
        .bind("form", FORM)
        .bind("at", at)
        .bind("person", who instanceof Actor.Person(var name) ? name.value() : null)
        .bind("who", word(who))
        .bind("what", deed.what())
        .bind("fleet", deed.fleet().map(FleetName::value).orElse(null))
        .bind("about", deed.about().orElse(null))
        .bind("subject", deed.subject())
        .execute();
  }

  private static String word(Actor who) {
    return switch (who) {
      case Actor.Person _ -> "person";
      case Actor.Device(var id) -> "device:" + id;
      case Actor.Provider(var name) -> "provider:" + name;
      case Actor.Server _ -> "server";
      case Actor.Stranger _ -> "nobody";
    };
  }

  static AuditRow row(ResultSet row) throws SQLException {
    return new AuditRow(
        row.getLong("id"),
        row.getTimestamp("at").toInstant(),
        row.getString("who"),
        row.getString("what"),
        Optional.ofNullable(row.getString("fleet")),
        Optional.ofNullable(row.getString("about")),
        row.getString("subject"));
  }
}
