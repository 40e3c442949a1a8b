package fleet.api.audit;

import fleet.api.db.Tx;
import fleet.contract.audit.AuditRow;
import fleet.contract.identity.DeviceId;
import fleet.contract.identity.FleetName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Tables {@code api.audit}, persons and devices only by their marks, and {@code audit_people}. */
final class AuditRows {
  static final String PERSON = "person:";
  private static final int FORM = 1;
  private static final String FORGET =
      "update api.audit_people p set name = null, salt = null, erased_at = :now";

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

  void forget(Tx tx, Instant now, List<DeviceId> devices) {
    tx.handle()
        .createUpdate(
            FORGET + " where name like 'device %' and split_part(name, ' ', 2) = any(:devices)")
        .bind("now", now)
        .bindArray("devices", String.class, devices.stream().map(DeviceId::toString).toList())
        .execute();
  }

  void forget(Tx tx, Instant now, String name) {
    tx.handle()
        .createUpdate(FORGET + " where name = :name")
        .bind("now", now)
        .bind("name", name)
        .execute();
  }

  void forgetAddresses(Tx tx, Instant now, Instant before) {
    tx.handle()
        .createUpdate(
            FORGET
                + """
                 where name like 'address %' and not exists (
                  select 1 from api.audit a
                  where a.about = 'person:' || p.mark and a.at >= :before)
                """)
        .bind("now", now)
        .bind("before", before)
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
