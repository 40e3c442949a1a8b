package fleet.api.device;

import fleet.api.db.Tx;
import fleet.api.event.Happened;
import fleet.contract.identity.DeviceId;
import fleet.contract.identity.FleetName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * Table {@code api.device_states}: who is here, and over which connection. Rows of several devices
 * are locked in the devices' order, so that two transactions never wait for each other.
 */
final class PresenceRows {
  /** Writes that devices have come; returns those that were not here. */
  List<Happened> came(Tx tx, Map<DeviceId, Turn.Came> turns) {
    var query =
        tx.handle()
            .createQuery(
                """
                with news as (
                  select * from unnest(:devices, :ats, :untils, :connections)
                    as n(device, at, until, connection)
                ), here as (
                  select s.device from api.device_states s join news n on n.device = s.device
                  where s.online
                ), written as (
                  insert into api.device_states
                    (device, online, last_seen, online_until, connection)
                  select d.id, true, n.at, n.until, n.connection
                  from news n join api.devices d on d.id = n.device order by d.id
                  on conflict (device) do update set online = true,
                    last_seen = excluded.last_seen,
                    online_until
                      = greatest(api.device_states.online_until, excluded.online_until),
                    connection = coalesce(excluded.connection, api.device_states.connection)
                )
                select d.id, d.fleet from news n join api.devices d on d.id = n.device
                where n.device not in (select device from here)
                """);
    var came = turns.values();
    return devices(query, turns.keySet())
        .bindArray("ats", Instant.class, came.stream().map(Turn.Came::at).toList())
        .bindArray("untils", Instant.class, came.stream().map(Turn.Came::until).toList())
        .bindArray("connections", UUID.class, connections(came))
        .map((row, _) -> turn(row))
        .list();
  }

  private static List<UUID> connections(Collection<Turn.Came> turns) {
    var connections = new ArrayList<UUID>();
    turns.forEach(turn -> connections.add(turn.connection().orElse(null)));
    return connections;
  }

  /** Writes that connections were closed; returns the devices that have no newer one. */
  List<Happened> went(Tx tx, Map<DeviceId, Turn.Went> turns) {
    var query =
        tx.handle()
            .createQuery(
                """
                with news as (
                  select * from unnest(:devices, :ats, :connections) as n(device, at, connection)
                ), held as (
                  select s.device, n.at from api.device_states s
                  join news n on n.device = s.device and n.connection = s.connection
                  order by s.device for update of s
                )
                update api.device_states s
                set online = false, online_until = h.at, connection = null
                from held h join api.devices d on d.id = h.device
                where s.device = h.device
                returning d.id, d.fleet
                """);
    var went = turns.values();
    return devices(query, turns.keySet())
        .bindArray("ats", Instant.class, went.stream().map(Turn.Went::at).toList())
        .bindArray("connections", UUID.class, went.stream().map(Turn.Went::connection).toList())
        .map((row, _) -> turn(row))
        .list();
  }

  /** Writes when devices were last heard. */
  void heard(Tx tx, Map<DeviceId, Presence.Heard> devices) {
    var update =
        tx.handle()
            .createUpdate(
                """
                with news as (
                  select * from unnest(:devices, :ats, :untils) as n(device, at, until)
                ), held as (
                  select s.device, n.at, n.until
                  from api.device_states s join news n on n.device = s.device
                  order by s.device for update of s
                )
                update api.device_states s
                set last_seen = h.at, online_until = greatest(s.online_until, h.until)
                from held h where s.device = h.device
                """);
    var heard = devices.values();
    devices(update, devices.keySet())
        .bindArray("ats", Instant.class, heard.stream().map(Presence.Heard::at).toList())
        .bindArray("untils", Instant.class, heard.stream().map(Presence.Heard::until).toList())
        .execute();
  }

  /** Some of the devices that were not heard in time, and that nobody had noticed yet. */
  List<Happened> wentSilent(Tx tx, Instant now) {
    return tx.handle()
        .createQuery(
            """
            update api.device_states s set online = false from api.devices d
            where d.id = s.device and s.device in (
              select device from api.device_states
              where online and online_until <= :now limit 1000 for update skip locked)
            returning d.id, d.fleet
            """)
        .bind("now", now)
        .map((row, _) -> turn(row))
        .list();
  }

  private static <S extends SqlStatement<S>> S devices(S statement, Collection<DeviceId> devices) {
    return statement.bindArray(
        "devices", UUID.class, devices.stream().map(DeviceId::value).toList());
  }

  private static Happened turn(ResultSet row) throws SQLException {
    return new Happened(
        FleetName.parse(row.getString("fleet")), new DeviceId(row.getObject("id", UUID.class)));
  }
}
