package fleet.api.pin;

import fleet.api.db.Tx;
import fleet.contract.identity.DeviceId;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.ReleaseId;
import fleet.contract.identity.UserName;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Table {@code api.pins}. */
final class PinRows {
  /** A pin, as it is set. */
  record Pin(
      DeviceId device,
      ReleaseId release,
      UserName owner,
      String reason,
      Instant since,
      Optional<Instant> until) {}

  /** A pinned device. */
  record Pinned(DeviceId device, FleetName fleet) {}

  void put(Tx tx, Pin pin) {
    tx.handle()
        .createUpdate(
            """
            insert into api.pins (device, release, owner, reason, since, ends_at)
            values (:device, :release, :owner, :reason, :since, cast(:until as timestamptz))
            on conflict (device) do update set release = excluded.release, owner = excluded.owner,
              reason = excluded.reason, since = excluded.since, ends_at = excluded.ends_at
            """)
        .bind("device", pin.device().value())
        .bind("release", pin.release().value())
        .bind("owner", pin.owner().value())
        .bind("reason", pin.reason())
        .bind("since", pin.since())
        .bind("until", pin.until().orElse(null))
        .execute();
  }

  /** Ends a pin, and says whether there was one. */
  boolean end(Tx tx, DeviceId device) {
    return tx.handle()
            .createUpdate("delete from api.pins where device = :device")
            .bind("device", device.value())
            .execute()
        == 1;
  }

  /** Some of the pins that are over. */
  List<Pinned> over(Tx tx, Instant now) {
    return tx.handle()
        .createQuery(
            """
            select p.device, d.fleet from api.pins p join api.devices d on d.id = p.device
            where p.ends_at <= :now order by p.ends_at limit 200
            """)
        .bind("now", now)
        .map((row, _) ->
            new Pinned(
                new DeviceId(row.getObject(1, UUID.class)), FleetName.parse(row.getString(2))))
        .list();
  }

  /** Ends it, unless another node did, or it was set anew, or the device left the fleet. */
  boolean endIfOver(Tx tx, Pinned pinned, Instant now) {
    return tx.handle()
            .createUpdate(
                """
                delete from api.pins p using api.devices d
                where p.device = :device and p.ends_at <= :now
                  and d.id = p.device and d.fleet = :fleet
                """)
            .bind("device", pinned.device().value())
            .bind("fleet", pinned.fleet().value())
            .bind("now", now)
            .execute()
        == 1;
  }

  /** Holds the device until the end of the transaction, and says whether it is in the fleet. */
  boolean lockIn(Tx tx, DeviceId device, FleetName fleet) {
    return tx.handle()
        .createQuery("select 1 from api.devices where id = :id and fleet = :fleet for update")
        .bind("id", device.value())
        .bind("fleet", fleet.value())
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  /** To what these devices are pinned, those that are. */
  Map<DeviceId, ReleaseId> of(Tx tx, Collection<DeviceId> devices) {
    return tx.handle()
        .createQuery("select device, release from api.pins where device = any(:devices)")
        .bindArray("devices", UUID.class, devices.stream().map(DeviceId::value).toList())
        .map((row, _) ->
            Map.entry(
                new DeviceId(row.getObject(1, UUID.class)),
                new ReleaseId(row.getObject(2, UUID.class))))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
