package fleet.api.device;

import fleet.api.db.Tx;
import fleet.contract.Json;
import fleet.contract.device.StateReport;
import fleet.contract.identity.DeviceId;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.ReleaseId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Table {@code api.device_states}: what a device last reported, and when it was last heard. */
final class StateRows {
  /** A device that came or went. */
  record Turn(DeviceId device, FleetName fleet) {}

  /** The last report, holding others off until the end of the transaction. */
  Optional<StateReport> lock(Tx tx, DeviceId device) {
    tx.handle()
        .createUpdate(
            "insert into api.device_states (device) values (:device) on conflict do nothing")
        .bind("device", device.value())
        .execute();
    return tx.handle()
        .createQuery("select report from api.device_states where device = :device for update")
        .bind("device", device.value())
        .map((row, _) ->
            Optional.ofNullable(row.getString(1)).map(text -> Json.read(text, StateReport.class)))
        .one();
  }

  void store(Tx tx, DeviceId device, StateReport report) {
    tx.handle()
        .createUpdate(
            """
            update api.device_states set sequence = :sequence, report = cast(:report as jsonb),
              running = cast(:running as uuid), healthy = cast(:healthy as uuid)
            where device = :device
            """)
        .bind("device", device.value())
        .bind("sequence", report.sequence())
        .bind("report", Json.write(report))
        .bindByType("running", report.running().map(ReleaseId::value).orElse(null), UUID.class)
        .bindByType("healthy", report.healthy().map(ReleaseId::value).orElse(null), UUID.class)
        .execute();
  }

  /**
   * Stores those that say the same as the last one of their device, and nobody else is at.
   *
   * @param devices of the reports, in their order, each once
   * @return whose report was stored
   */
  Set<DeviceId> storeUnchanged(
      Tx tx, Collection<DeviceId> devices, Collection<StateReport> reports) {
    return tx.handle()
        .createQuery(
            """
            with news as (
              select device, sequence, cast(report as jsonb) as report
              from unnest(:devices, :sequences, :reports) as n(device, sequence, report)
            ), held as (
              select s.device from api.device_states s join news n on n.device = s.device
              where s.sequence < n.sequence
                and s.report - cast('{sequence,at,actions}' as text[])
                  = n.report - cast('{sequence,at,actions}' as text[])
              for update of s skip locked
            )
            update api.device_states s set sequence = n.sequence, report = n.report
            from news n join held h on h.device = n.device
            where s.device = n.device
            returning s.device
            """)
        .bindArray("devices", UUID.class, devices.stream().map(DeviceId::value).toList())
        .bindArray("sequences", Long.class, reports.stream().map(StateReport::sequence).toList())
        .bindArray("reports", String.class, reports.stream().map(Json::write).toList())
        .map((row, _) -> new DeviceId(row.getObject(1, UUID.class)))
        .set();
  }

  void storeVersion(Tx tx, DeviceId device, String supervisorVersion) {
    tx.handle()
        .createUpdate(
            """
            update api.devices set supervisor_version = :version
            where id = :device and supervisor_version <> :version
            """)
        .bind("device", device.value())
        .bind("version", supervisorVersion)
        .execute();
  }

  /**
   * The device is here until that moment, unless it is heard again.
   *
   * @return its fleet, when it was not here before
   */
  Optional<FleetName> arrived(Tx tx, DeviceId device, Instant now, Instant until) {
    return tx.handle()
        .createQuery(
            """
            with before as (
              select online from api.device_states where device = :device
            ), written as (
              insert into api.device_states (device, online, last_seen, online_until)
              select id, true, :now, :until from api.devices where id = :device
              on conflict (device) do update
              set online = true, last_seen = :now,
                online_until = greatest(api.device_states.online_until, :until)
            )
            select fleet from api.devices
            where id = :device and not coalesce((select online from before), false)
            """)
        .bind("device", device.value())
        .bind("now", now)
        .bind("until", until)
        .map((row, _) -> FleetName.parse(row.getString(1)))
        .findOne();
  }

  void connected(Tx tx, DeviceId device, UUID connection) {
    tx.handle()
        .createUpdate("update api.device_states set connection = :c where device = :device")
        .bind("device", device.value())
        .bind("c", connection)
        .execute();
  }

  /** The device has left, unless it is connected anew. */
  Optional<FleetName> left(Tx tx, DeviceId device, UUID connection, Instant now) {
    return tx.handle()
        .createQuery(
            """
            update api.device_states s
            set online = false, online_until = :now, connection = null
            from api.devices d
            where s.device = :device and d.id = s.device and s.connection = :connection
            returning d.fleet
            """)
        .bind("device", device.value())
        .bind("connection", connection)
        .bind("now", now)
        .map((row, _) -> FleetName.parse(row.getString(1)))
        .findOne();
  }

  /** Writes when devices were last heard, all in one batch. */
  void heard(Tx tx, Map<DeviceId, Presence.Heard> devices) {
    var batch =
        tx.handle()
            .prepareBatch(
                """
                update api.device_states set last_seen = :at,
                  online_until = greatest(online_until, :until)
                where device = :device
                """);
    devices.forEach((device, heard) ->
        batch
            .bind("device", device.value())
            .bind("at", heard.at())
            .bind("until", heard.until())
            .add());
    var _ = batch.execute();
  }

  /** Some of the devices that were not heard in time, and that nobody had noticed yet. */
  List<Turn> wentSilent(Tx tx, Instant now) {
    return tx.handle()
        .createQuery(
            """
            update api.device_states s set online = false from api.devices d
            where d.id = s.device and s.device in (
              select device from api.device_states
              where online and online_until <= :now limit 1000 for update skip locked)
            returning s.device, d.fleet
            """)
        .bind("now", now)
        .map((row, _) ->
            new Turn(new DeviceId(row.getObject(1, UUID.class)), FleetName.parse(row.getString(2))))
        .list();
  }
}
