package fleet.api.device;

import fleet.api.db.Tx;
import fleet.api.wire.Part;
import fleet.api.wire.TimeCursor;
import fleet.contract.Json;
import fleet.contract.identity.DeviceId;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.PublicKey;
import fleet.contract.identity.UserName;
import fleet.contract.operator.DeviceView;
import fleet.contract.operator.RemovedDevice;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Tables {@code api.tombstones} and {@code api.removed_devices}. */
final class TombstoneRows {
  /** What is left of a device that was removed. */
  record Grave(PublicKey publicKey, Instant removedAt) {}

  /** From now on the device's key opens nothing. */
  void insert(Tx tx, Device device, Instant now) {
    tx.handle()
        .createUpdate(
            """
            insert into api.tombstones (public_key, device, removed_at)
            values (:key, :device, :now)
            """)
        .bind("key", device.publicKey().value())
        .bind("device", device.id().value())
        .bind("now", now)
        .execute();
  }

  void keep(Tx tx, RemovedDevice removed) {
    tx.handle()
        .createUpdate(
            """
            insert into api.removed_devices (device, fleet, removed_by, removed_at, last)
            values (:device, :fleet, :by, :at, cast(:last as jsonb))
            """)
        .bind("device", removed.last().id().value())
        .bind("fleet", removed.last().fleet().value())
        .bind("by", removed.removedBy().value())
        .bind("at", removed.removedAt())
        .bind("last", Json.write(removed.last()))
        .execute();
  }

  /** When the device with that key was removed. */
  Optional<Instant> find(Tx tx, PublicKey key) {
    return tx.handle()
        .createQuery("select removed_at from api.tombstones where public_key = :key")
        .bind("key", key.value())
        .map((row, _) -> row.getTimestamp(1).toInstant())
        .findOne();
  }

  Optional<Grave> find(Tx tx, DeviceId device) {
    return tx.handle()
        .createQuery("select public_key, removed_at from api.tombstones where device = :device")
        .bind("device", device.value())
        .map((row, _) ->
            new Grave(PublicKey.parse(row.getString(1)), row.getTimestamp(2).toInstant()))
        .findOne();
  }

  /** What was kept in a fleet, the newest first. */
  List<RemovedDevice> list(Tx tx, FleetName fleet, Part part) {
    var before = TimeCursor.before(part);
    return tx.handle()
        .createQuery(
            """
            select last, removed_by, removed_at from api.removed_devices
            where fleet = :fleet and (removed_at, device::text) < (:at, :id)
            order by removed_at desc, device::text desc limit :limit
            """)
        .bind("fleet", fleet.value())
        .bind("at", before.at())
        .bind("id", before.id())
        .bind("limit", part.limit())
        .map((row, _) ->
            new RemovedDevice(
                Json.read(row.getString(1), DeviceView.class),
                UserName.parse(row.getString(2)),
                row.getTimestamp(3).toInstant()))
        .list();
  }
}
