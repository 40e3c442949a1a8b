package fleet.api.device;

import fleet.api.db.Tx;
import fleet.contract.device.RegisterRequest;
import fleet.contract.identity.DeviceId;
import fleet.contract.identity.DeviceName;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.PublicKey;
import fleet.contract.identity.ReleaseId;
import fleet.contract.release.Platform;
import fleet.contract.variable.SealingKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Table {@code api.devices}. */
final class DeviceRows {
  /** Adds a device, and says whether its name was free in the fleet. */
  boolean insert(Tx tx, Device device) {
    return tx.handle()
            .createUpdate(
                """
                insert into api.devices (id, fleet, name, public_key, type, platform,
                  supervisor_version, created_at, release, model)
                values (:id, :fleet, :name, :publicKey, :type, :platform,
                  :supervisorVersion, :createdAt, cast(:release as uuid), :model)
                on conflict (fleet, name) do nothing
                """)
            .bind("id", device.id().value())
            .bind("fleet", device.fleet().value())
            .bind("name", device.name().value())
            .bind("publicKey", device.publicKey().value())
            .bind("type", device.type())
            .bind("platform", device.platform().toString())
            .bind("supervisorVersion", device.supervisorVersion())
            .bind("createdAt", device.createdAt())
            .bind("model", device.model().orElse(null))
            .bindByType("release", device.release().map(ReleaseId::value).orElse(null), UUID.class)
            .execute()
        == 1;
  }

  /** Holds off others that register with the same key, until the end of the transaction. */
  void lockKey(Tx tx, PublicKey key) {
    tx.handle()
        .createQuery("select 1 from (select pg_advisory_xact_lock(hashtextextended(:key, 0))) held")
        .bind("key", key.value())
        .mapTo(Integer.class)
        .one();
  }

  Optional<Device> find(Tx tx, DeviceId id) {
    return tx.handle()
        .createQuery("select * from api.devices where id = :id")
        .bind("id", id.value())
        .map((row, _) -> device(row))
        .findOne();
  }

  Optional<Device> findByKey(Tx tx, PublicKey key) {
    return tx.handle()
        .createQuery("select * from api.devices where public_key = :key")
        .bind("key", key.value())
        .map((row, _) -> device(row))
        .findOne();
  }

  /** Names are unique in a fleet only. */
  List<Device> findByName(Tx tx, String name) {
    return tx.handle()
        .createQuery("select * from api.devices where name = :name limit 2")
        .bind("name", name)
        .map((row, _) -> device(row))
        .list();
  }

  List<Device> findAll(Tx tx, Collection<DeviceId> ids) {
    return tx.handle()
        .createQuery("select * from api.devices where id = any(:ids)")
        .bindArray("ids", UUID.class, ids.stream().map(DeviceId::value).toList())
        .map((row, _) -> device(row))
        .list();
  }

  /** A device that was expected is there. */
  void arrive(Tx tx, DeviceId id, RegisterRequest request, Optional<String> model) {
    tx.handle()
        .createUpdate(
            """
            update api.devices set public_key = :key, platform = :platform,
              supervisor_version = :version, model = :model
            where id = :id
            """)
        .bind("id", id.value())
        .bind("key", request.publicKey().value())
        .bind("platform", request.platform().toString())
        .bind("version", request.supervisorVersion())
        .bind("model", model.orElse(null))
        .execute();
  }

  void sealTo(Tx tx, DeviceId id, SealingKey key) {
    tx.handle()
        .createUpdate("update api.devices set sealing_key = :key where id = :id")
        .bind("id", id.value())
        .bind("key", key.value())
        .execute();
  }

  /** Removes a device with all that hangs on it, and says whether it was there. */
  boolean delete(Tx tx, DeviceId id) {
    return tx.handle()
            .createUpdate("delete from api.devices where id = :id")
            .bind("id", id.value())
            .execute()
        == 1;
  }

  private static Device device(ResultSet row) throws SQLException {
    return new Device(
        new DeviceId(row.getObject("id", UUID.class)),
        DeviceName.parse(row.getString("name")),
        FleetName.parse(row.getString("fleet")),
        PublicKey.parse(row.getString("public_key")),
        row.getString("type"),
        Platform.parse(row.getString("platform")),
        row.getString("supervisor_version"),
        row.getTimestamp("created_at").toInstant(),
        Optional.ofNullable(row.getObject("release", UUID.class)).map(ReleaseId::new),
        Optional.ofNullable(row.getString("sealing_key")).map(SealingKey::parse),
        Optional.ofNullable(row.getString("model")));
  }
}
