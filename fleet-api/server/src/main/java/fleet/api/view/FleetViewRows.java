package fleet.api.view;

import fleet.api.access.Sight;
import fleet.api.db.Tx;
import fleet.api.type.DeviceTypeRows;
import fleet.api.wire.Part;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.ReleaseId;
import fleet.contract.operator.FleetView;
import fleet.contract.operator.ReleaseSummary;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads fleets with their release and the counts of their devices. */
final class FleetViewRows {
  private static final String SELECT =
      """
      select f.name, f.created_at, f.type, f.accepts, f.note, r.id, r.version, r.commit, r.created_at as released_at,
        count(d.id) as devices,
        count(d.id) filter (where s.online and s.online_until > :now) as online,
        count(d.id) filter (where s.healthy = f.release) as settled,
        count(d.id) filter (where said.failed) as failed
      from api.fleets f
      left join api.releases r on r.id = f.release
      left join api.devices d on d.fleet = f.name
      left join api.device_states s on s.device = d.id
      left join api.device_reports said on said.device = d.id
      where %s group by f.name, r.id order by f.name limit :limit
      """;

  /** The host by which whoever asks reached the API, and the port of git. */
  record GitAddress(String host, int port) {
    String url(FleetName fleet) {
      return "ssh://git@%s:%d/%s.git".formatted(host, port, fleet);
    }
  }

  Optional<FleetView> find(Tx tx, FleetName name, Instant now, GitAddress git) {
    return tx.handle()
        .createQuery(SELECT.formatted("f.name = :name"))
        .bind("name", name.value())
        .bind("now", now)
        .bind("limit", 1)
        .map((row, _) -> view(row, git))
        .findOne();
  }

  List<FleetView> list(Tx tx, Sight sight, Part part, Instant now, GitAddress git) {
    return tx.handle()
        .createQuery(SELECT.formatted("f.name > :after and (:all or f.name = any(:fleets))"))
        .bind("after", part.after())
        .bind("all", sight.seesAll())
        .bindArray("fleets", String.class, sight.names())
        .bind("now", now)
        .bind("limit", part.limit())
        .map((row, _) -> view(row, git))
        .list();
  }

  private static FleetView view(ResultSet row, GitAddress git) throws SQLException {
    var name = FleetName.parse(row.getString("name"));
    var release = row.getObject("id", UUID.class);
    return new FleetView(
        name,
        row.getTimestamp("created_at").toInstant(),
        release == null ? Optional.empty() : Optional.of(summary(row, release)),
        row.getInt("devices"),
        row.getInt("online"),
        row.getInt("settled"),
        row.getInt("failed"),
        git.url(name),
        Optional.of(DeviceTypeRows.fleetTypes(row)),
        Optional.of(row.getString("note")).filter(note -> !note.isEmpty()));
  }

  private static ReleaseSummary summary(ResultSet row, UUID id) throws SQLException {
    return new ReleaseSummary(
        new ReleaseId(id),
        row.getString("version"),
        row.getString("commit"),
        row.getTimestamp("released_at").toInstant());
  }
}
