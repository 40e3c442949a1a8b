package fleet.api.device;

import fleet.api.db.Tx;
import fleet.api.event.Happened;
import fleet.contract.Json;
import fleet.contract.device.StateReport;
import fleet.contract.identity.DeviceId;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.ReleaseId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * What devices reported: in {@code api.device_states} the number of the last report and what is
 * counted and searched by, with the print of what it says; in {@code api.device_reports} what it
 * says, written when that is new. So the row of a report that says nothing new is small.
 */
final class ReportRows {
  /**
   * Stores the numbers of those reports that are newer than the last of their device, and say the
   * same.
   *
   * @return their devices
   */
  Set<DeviceId> count(Tx tx, Map<DeviceId, Printed> reports) {
    return tx.handle()
        .createQuery(
            """
            with news as (
              select * from unnest(:devices, :sequences, :prints) as n(device, sequence, print)
            ), held as (
              select s.device, n.sequence
              from api.device_states s join news n on n.device = s.device
              where s.sequence < n.sequence and s.print = n.print
              order by s.device for update of s
            )
            update api.device_states s set sequence = h.sequence
            from held h where s.device = h.device
            returning s.device
            """)
        .bindArray("devices", UUID.class, ids(reports.keySet()))
        .bindArray("sequences", Long.class, sequences(reports))
        .bindArray("prints", UUID.class, prints(reports))
        .map((row, _) -> new DeviceId(row.getObject(1, UUID.class)))
        .set();
  }

  /**
   * Stores the numbers of those reports that are newer than the last of their device.
   *
   * @return of each that was newer: whether it says something new
   */
  Map<DeviceId, Boolean> store(Tx tx, Map<DeviceId, Printed> reports) {
    var news = new HashMap<DeviceId, Boolean>();
    var said = said(reports);
    tx.handle()
        .createQuery(
            """
            with news as (
              select * from unnest(:devices, :sequences, :prints, :running, :healthy)
                as n(device, sequence, print, running, healthy)
            ), held as (
              select n.*, s.print is distinct from n.print as news
              from api.device_states s join news n on n.device = s.device
              where s.sequence < n.sequence
              order by s.device for update of s
            )
            update api.device_states s set sequence = h.sequence, print = h.print,
              running = h.running, healthy = h.healthy
            from held h
            where s.device = h.device
            returning s.device, h.news
            """)
        .bindArray("devices", UUID.class, ids(reports.keySet()))
        .bindArray("sequences", Long.class, sequences(reports))
        .bindArray("prints", UUID.class, prints(reports))
        .bindArray("running", UUID.class, releases(said, StateReport::running))
        .bindArray("healthy", UUID.class, releases(said, StateReport::healthy))
        .map((row, _) -> news.put(new DeviceId(row.getObject(1, UUID.class)), row.getBoolean(2)))
        .list();
    return news;
  }

  /** Makes the rows of devices that have none yet; returns the devices. */
  Set<DeviceId> begin(Tx tx, Collection<DeviceId> devices) {
    return tx.handle()
        .createQuery(
            """
            insert into api.device_states (device)
            select id from api.devices where id = any(:devices) order by id
            on conflict do nothing returning device
            """)
        .bindArray("devices", UUID.class, ids(devices))
        .map((row, _) -> new DeviceId(row.getObject(1, UUID.class)))
        .set();
  }

  /** Writes what reports say; returns their devices. */
  List<Happened> say(Tx tx, Map<DeviceId, Printed> reports) {
    var said = said(reports);
    return tx.handle()
        .createQuery(
            """
            with news as (
              select * from unnest(:devices, :reports, :versions) as n(device, report, version)
            ), written as (
              insert into api.device_reports (device, report)
              select device, cast(report as jsonb) from news order by device
              on conflict (device) do update set report = excluded.report
            ), updated as (
              update api.devices d set supervisor_version = n.version
              from news n where d.id = n.device and d.supervisor_version <> n.version
            )
            select d.id, d.fleet from api.devices d join news n on n.device = d.id
            """)
        .bindArray("devices", UUID.class, ids(reports.keySet()))
        .bindArray("reports", String.class, said.stream().map(Json::write).toList())
        .bindArray(
            "versions", String.class, said.stream().map(StateReport::supervisorVersion).toList())
        .map((row, _) ->
            new Happened(
                FleetName.parse(row.getString("fleet")),
                new DeviceId(row.getObject("id", UUID.class))))
        .list();
  }

  /** What the device said last. */
  Optional<StateReport> last(Tx tx, DeviceId device) {
    return tx.handle()
        .createQuery("select report from api.device_reports where device = :device")
        .bind("device", device.value())
        .map((row, _) -> Json.read(row.getString(1), StateReport.class))
        .findOne();
  }

  private static List<StateReport> said(Map<DeviceId, Printed> reports) {
    return reports.values().stream().map(Printed::report).toList();
  }

  private static List<UUID> ids(Collection<DeviceId> devices) {
    return devices.stream().map(DeviceId::value).toList();
  }

  private static List<Long> sequences(Map<DeviceId, Printed> reports) {
    return reports.values().stream().map(printed -> printed.report().sequence()).toList();
  }

  private static List<UUID> prints(Map<DeviceId, Printed> reports) {
    return reports.values().stream().map(Printed::print).toList();
  }

  /** With nulls where there is none. */
  private static List<UUID> releases(
      Collection<StateReport> reports, Function<StateReport, Optional<ReleaseId>> which) {
    var releases = new ArrayList<UUID>();
    reports.forEach(report -> releases.add(which.apply(report).map(ReleaseId::value).orElse(null)));
    return releases;
  }
}
