package fleet.api.remote;

import fleet.api.db.Tx;
import fleet.contract.identity.DeviceId;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.SessionId;
import fleet.contract.identity.UserName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Table {@code api.sessions}. */
final class SessionRows {
  record Row(
      SessionId id,
      DeviceId device,
      UserName user,
      String landing,
      Instant createdAt,
      Instant expiresAt) {}

  /**
   * A session whose device is there still.
   *
   * @param openedBy hash of what was shown, in hex; absent for what a version before wrote
   */
  record Kept(
      SessionId id, UserName user, FleetName fleet, Instant createdAt, Optional<String> openedBy) {}

  /**
   * One whose person was erased.
   *
   * @param audit the row of the audit log that tells of it
   */
  record Erased(long audit, SessionId session) {}

  /**
   * By the audit log, which knows of sessions on devices that are gone, too; the cursor is a row.
   */
  List<Erased> erased(Tx tx, Instant since, long after, int most) {
    return tx.handle()
        .createQuery(
            """
            select a.id, split_part(a.subject, ' ', 3)
            from api.audit_people p join api.audit a on a.who = 'person:' || p.mark
            where p.erased_at > :since and a.at > :since and a.what = 'session.open' and a.id > :after
            order by a.id limit :most
            """)
        .bind("since", since)
        .bind("after", after)
        .bind("most", most)
        .map((row, _) -> new Erased(row.getLong(1), SessionId.parse(row.getString(2))))
        .list();
  }

  /**
   * Adds one.
   *
   * @param openedBy hash of what was shown
   */
  void insert(Tx tx, Row row, byte[] openedBy) {
    tx.handle()
        .createUpdate(
            """
            insert into api.sessions
              (id, device, user_name, landing, created_at, expires_at, opened_by)
            values (:id, :device, :user, :landing, :createdAt, :expiresAt, :openedBy)
            """)
        .bind("id", row.id().value())
        .bind("device", row.device().value())
        .bind("user", row.user().value())
        .bind("landing", row.landing())
        .bind("createdAt", row.createdAt())
        .bind("expiresAt", row.expiresAt())
        .bind("openedBy", openedBy)
        .execute();
  }

  /** Those of these that are there, with the fleets of their devices now. */
  List<Kept> find(Tx tx, Set<SessionId> ids) {
    return tx.handle()
        .createQuery(
            """
            select s.id, s.user_name, d.fleet, s.created_at,
              encode(s.opened_by, 'hex') as opened_by
            from api.sessions s join api.devices d on d.id = s.device where s.id = any(:ids)
            """)
        .bindArray("ids", UUID.class, ids.stream().map(SessionId::value).toArray())
        .map((row, _) -> kept(row))
        .list();
  }

  private static Kept kept(ResultSet row) throws SQLException {
    return new Kept(
        new SessionId(row.getObject("id", UUID.class)),
        UserName.parse(row.getString("user_name")),
        FleetName.parse(row.getString("fleet")),
        row.getTimestamp("created_at").toInstant(),
        Optional.ofNullable(row.getString("opened_by")));
  }
}
