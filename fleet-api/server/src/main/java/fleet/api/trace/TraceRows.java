package fleet.api.trace;

import fleet.api.db.Tx;
import fleet.contract.identity.DeviceId;
import fleet.contract.identity.FleetName;
import java.util.List;
import java.util.UUID;

/**
 * Names of devices in {@code api.jobs}, {@code api.job_devices} and {@code api.rollouts}. A device
 * may have had several, which the audit log knows.
 */
final class TraceRows {
  /** Under {@code known}: id and name of those devices, as they are and were called. */
  private static final String KNOWN =
      """
      with known as (
        select id, name from api.devices where id = any(:devices)
        union
        select cast(split_part(name, ' ', 2) as uuid), split_part(name, ' ', 3)
        from api.audit_people
        where name like 'device %' and split_part(name, ' ', 2) = any(cast(:devices as text[])))
      """;

  /** Stands in place of a name, another for each device. */
  private static final String OTHER = "'erased-' || left(md5(%s::text), 12)";

  /** Holds the fleet before anything else of its, as everybody does. */
  void lockFleet(Tx tx, FleetName fleet) {
    tx.handle()
        .createQuery("select 1 from api.fleets where name = :fleet for update")
        .bind("fleet", fleet.value())
        .mapTo(Integer.class)
        .list();
  }

  /** Holds the devices before their marks in the audit log, as everybody does who changes them. */
  void lock(Tx tx, List<DeviceId> devices) {
    tx.handle()
        .createQuery("select 1 from api.devices where id = any(:devices) order by id for update")
        .bindArray("devices", UUID.class, devices.stream().map(DeviceId::value).toList())
        .mapTo(Integer.class)
        .list();
  }

  /** The devices of a fleet, and those of which something was kept there. */
  List<DeviceId> ofFleet(Tx tx, FleetName fleet) {
    return tx.handle()
        .createQuery(
            """
            select id from api.devices where fleet = :fleet
            union select device from api.removed_devices where fleet = :fleet
            """)
        .bind("fleet", fleet.value())
        .map((row, _) -> new DeviceId(row.getObject(1, UUID.class)))
        .list();
  }

  /**
   * Jobs for which people named them, before the rows of their devices, as who carries jobs out.
   */
  void eraseSelections(Tx tx, List<DeviceId> devices) {
    run(
        tx,
        devices,
        KNOWN
            + """
            update api.jobs j set selection = jsonb_set(selection, '{devices}', (
              select jsonb_agg(coalesce(
                (select to_jsonb(%s) from known k
                 where one #>> '{}' in (k.name, k.id::text) limit 1), one) order by place)
              from jsonb_array_elements(selection -> 'devices') with ordinality as s (one, place)))
            where jsonb_typeof(selection -> 'devices') = 'array'
              and id in (select job from api.job_devices where device = any(:devices))
            """
                .formatted(OTHER.formatted("k.id")));
  }

  /** How it went for them in jobs; the words of a refusal may have their names. */
  void eraseOutcomes(Tx tx, List<DeviceId> devices) {
    run(
        tx,
        devices,
        """
        update api.job_devices set name = %s,
          reason = case when position(name in reason) > 0 then '' else reason end
        where device = any(:devices)
        """
            .formatted(OTHER.formatted("device")));
  }

  /** What they said where they went first. */
  void eraseReasons(Tx tx, List<DeviceId> devices) {
    run(
        tx,
        devices,
        KNOWN
            + """
            update api.rollouts r set culprit = null, reason = 'a device said it that was erased'
            where exists (
              select 1 from api.rollout_devices d join known k on k.id = d.device
              where d.rollout = r.id and (r.culprit = k.name or r.reason ~
                ('(^|[^a-z0-9._-])' || replace(k.name, '.', '\\.') || '($|[^a-z0-9._-])')))
            """);
  }

  private static void run(Tx tx, List<DeviceId> devices, String statement) {
    tx.handle()
        .createUpdate(statement)
        .bindArray("devices", UUID.class, devices.stream().map(DeviceId::value).toList())
        .execute();
  }
}
