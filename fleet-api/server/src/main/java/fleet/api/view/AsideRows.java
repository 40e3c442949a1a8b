package fleet.api.view;

import fleet.api.db.Tx;
import fleet.contract.identity.DeviceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads what else a device has to do with: an open rollout of its fleet, a release that it left.
 */
final class AsideRows {
  /** Clauses that follow a line of why, by device; nothing for most. */
  Map<DeviceId, String> read(Tx tx, Collection<DeviceId> devices) {
    var asides = new HashMap<DeviceId, String>();
    tx.handle()
        .createQuery(
            """
            select d.id, d.rolled is not null as goes_first, o.state, o.reason, n.version as next,
              w.version as withdrawn, w.document->>'fault' as fault,
              p.device is null and d.release is distinct from o.release as waits
            from api.devices d left join api.pins p on p.device = d.id
            left join api.rollouts o
              on o.fleet = d.fleet and o.state in ('RUNNING', 'SOAKING', 'HALTED')
            left join api.releases n on n.id = o.release
            left join api.releases w on w.id = d.withdrawn
            where d.id = any(:ids) and (o.id is not null or w.id is not null)
            """)
        .bindArray("ids", UUID.class, devices.stream().map(DeviceId::value).toList())
        .map((row, _) -> Map.entry(new DeviceId(row.getObject("id", UUID.class)), clauses(row)))
        .forEach(entry -> asides.put(entry.getKey(), entry.getValue()));
    return asides;
  }

  private static String clauses(ResultSet row) throws SQLException {
    return Stream.of(withdrawn(row), rollout(row))
        .filter(clause -> !clause.isEmpty())
        .map(clause -> "; " + clause)
        .collect(Collectors.joining());
  }

  private static String withdrawn(ResultSet row) throws SQLException {
    return row.getString("withdrawn") == null
        ? ""
        : "%s was invalidated: %s".formatted(row.getString("withdrawn"), row.getString("fault"));
  }

  private static String rollout(ResultSet row) throws SQLException {
    var state = row.getString("state");
    if (state == null) {
      return "";
    }
    var next = row.getString("next");
    var halted =
        state.equals("HALTED") ? "%s was halted: %s".formatted(next, row.getString("reason")) : "";
    if (row.getBoolean("goes_first")) {
      return halted.isEmpty() ? "goes first with " + next : halted;
    }
    if (!row.getBoolean("waits")) {
      return "";
    }
    return halted.isEmpty()
        ? next + " comes when it stayed healthy on the devices that go first"
        : halted;
  }
}
