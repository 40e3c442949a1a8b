package fleet.api.view;

import fleet.api.access.Sight;
import fleet.api.db.Tx;
import fleet.api.device.Tags;
import fleet.api.query.Condition;
import fleet.api.wire.Part;
import fleet.contract.Json;
import fleet.contract.device.StateReport;
import fleet.contract.identity.DeviceId;
import fleet.contract.identity.DeviceName;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.ReleaseId;
import fleet.contract.identity.UserName;
import fleet.contract.operator.DevicePin;
import fleet.contract.operator.DeviceStatus;
import fleet.contract.operator.ReleaseSummary;
import fleet.contract.release.Platform;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads devices with their state and the releases that they have to do with. */
final class DeviceViewRows {
  /** Those listed stand first: PostgreSQL keeps the order of so many joins as it is written. */
  private static final String SELECT =
      """
      select d.*, said.report, s.last_seen,
        coalesce(s.online and s.online_until > :now, false) as is_online,
        exists (select 1 from api.places w where w.device = d.id and w.taken_at is null)
          as is_expected,
        f.id as f_id, f.version as f_version, f.commit as f_commit, f.created_at as f_created_at,
        t.id as t_id, t.version as t_version, t.commit as t_commit, t.created_at as t_created_at,
        r.id as r_id, r.version as r_version, r.commit as r_commit, r.created_at as r_created_at,
        h.id as h_id, h.version as h_version, h.commit as h_commit, h.created_at as h_created_at,
        p.id as p_id, p.version as p_version, p.commit as p_commit, p.created_at as p_created_at,
        pin.owner as pin_owner, pin.reason as pin_reason, pin.since as pin_since,
        pin.ends_at as pin_until
      from (%s) listed
      join api.devices d on d.id = listed.id
      join api.fleets fleet on fleet.name = d.fleet
      left join api.device_states s on s.device = d.id
      left join api.device_reports said on said.device = d.id
      left join api.releases f on f.id = fleet.release
      left join api.releases t on t.id = d.release
      left join api.releases r on r.id = s.running
      left join api.releases h on h.id = s.healthy
      left join api.pins pin on pin.device = d.id
      left join api.releases p on p.id = pin.release
      order by d.fleet, d.name
      """;

  /** Which devices a list has. */
  record Wanted(Sight sight, Condition where, Part part) {}

  Optional<DeviceRecord> find(Tx tx, DeviceId id, Instant now) {
    return tx.handle()
        .createQuery(SELECT.formatted("select cast(:id as uuid) as id"))
        .bind("id", id.value())
        .bind("now", now)
        .map((row, _) -> device(row))
        .findOne();
  }

  /** By fleet and name; the cursor is {@code FLEET/NAME}. */
  List<DeviceRecord> list(Tx tx, Wanted wanted, Instant now) {
    var after = wanted.part().after();
    var slash = after.indexOf('/');
    var query = tx.handle().createQuery(SELECT.formatted(listed(wanted.where())));
    var values = wanted.where().values();
    for (var place = 0; place < values.size(); place++) {
      query.bind(Condition.name(place), values.get(place));
    }
    return query
        .bind("all", wanted.sight().seesAll())
        .bindArray("fleets", String.class, wanted.sight().names())
        .bind("afterFleet", after.substring(0, Math.max(0, slash)))
        .bind("afterName", after.substring(slash + 1))
        .bind("limit", wanted.part().limit())
        .bind("now", now)
        .map((row, _) -> device(row))
        .list();
  }

  /** Finds the part first, and looks at the rest of those devices only. */
  private static String listed(Condition where) {
    return """
    select d.id from api.devices d left join api.device_states s on s.device = d.id
    where (:all or d.fleet = any(:fleets))
      and (d.fleet, d.name) > (:afterFleet, :afterName)
      and (%s)
    order by d.fleet, d.name limit :limit
    """
        .formatted(where.sql());
  }

  private static DeviceRecord device(ResultSet row) throws SQLException {
    var lastSeen = Optional.ofNullable(row.getTimestamp("last_seen")).map(Timestamp::toInstant);
    return new DeviceRecord(
        new DeviceId(row.getObject("id", UUID.class)),
        DeviceName.parse(row.getString("name")),
        FleetName.parse(row.getString("fleet")),
        row.getString("type"),
        Platform.parse(row.getString("platform")),
        row.getString("supervisor_version"),
        row.getTimestamp("created_at").toInstant(),
        status(row, lastSeen),
        lastSeen,
        Optional.ofNullable(row.getString("report"))
            .map(text -> Json.read(text, StateReport.class)),
        release(row, "f"),
        release(row, "t"),
        release(row, "r"),
        release(row, "h"),
        row.getString("note"),
        Tags.read(row.getString("tags")),
        pin(row),
        Optional.ofNullable(row.getString("model")));
  }

  private static Optional<DevicePin> pin(ResultSet row) throws SQLException {
    var release = release(row, "p");
    if (release.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new DevicePin(
            release.get(),
            UserName.parse(row.getString("pin_owner")),
            row.getString("pin_reason"),
            row.getTimestamp("pin_since").toInstant(),
            Optional.ofNullable(row.getTimestamp("pin_until")).map(Timestamp::toInstant)));
  }

  private static DeviceStatus status(ResultSet row, Optional<Instant> lastSeen)
      throws SQLException {
    if (row.getBoolean("is_expected")) {
      return DeviceStatus.PREREGISTERED;
    }
    if (lastSeen.isEmpty()) {
      return DeviceStatus.NEVER_SEEN;
    }
    return row.getBoolean("is_online") ? DeviceStatus.ONLINE : DeviceStatus.OFFLINE;
  }

  private static Optional<ReleaseSummary> release(ResultSet row, String prefix)
      throws SQLException {
    var id = row.getObject(prefix + "_id", UUID.class);
    if (id == null) {
      return Optional.empty();
    }
    return Optional.of(
        new ReleaseSummary(
            new ReleaseId(id),
            row.getString(prefix + "_version"),
            row.getString(prefix + "_commit"),
            row.getTimestamp(prefix + "_created_at").toInstant()));
  }
}
