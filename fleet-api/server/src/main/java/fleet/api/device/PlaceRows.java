package fleet.api.device;

import fleet.api.db.Tx;
import fleet.api.wire.Part;
import fleet.contract.identity.DeviceId;
import fleet.contract.identity.DeviceName;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.PublicKey;
import fleet.contract.identity.UserName;
import fleet.contract.preregistration.PlaceView;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Table {@code api.places}: devices that are expected, and those that came so. */
final class PlaceRows {
  /**
   * The place of a device.
   *
   * @param keyKnown it is recognised by its own key
   * @param takenAt when it came
   */
  record Place(
      DeviceId device,
      UserName by,
      Instant createdAt,
      Optional<Instant> expiresAt,
      boolean keyKnown,
      Optional<Instant> takenAt) {
    boolean isOpen() {
      return takenAt.isEmpty();
    }
  }

  void insert(Tx tx, Place place) {
    tx.handle()
        .createUpdate(
            """
            insert into api.places (device, made_by, created_at, expires_at, key_known)
            values (:device, :by, :createdAt, cast(:expiresAt as timestamptz), :keyKnown)
            """)
        .bind("device", place.device().value())
        .bind("by", place.by().value())
        .bind("createdAt", place.createdAt())
        .bind("expiresAt", place.expiresAt().orElse(null))
        .bind("keyKnown", place.keyKnown())
        .execute();
  }

  /** The place of a device, holding others off until the end of the transaction. */
  Optional<Place> lock(Tx tx, DeviceId device) {
    return tx.handle()
        .createQuery("select * from api.places where device = :device for update")
        .bind("device", device.value())
        .map((row, _) -> place(row))
        .findOne();
  }

  void take(Tx tx, DeviceId device, Instant now) {
    tx.handle()
        .createUpdate("update api.places set taken_at = :now where device = :device")
        .bind("device", device.value())
        .bind("now", now)
        .execute();
  }

  int open(Tx tx, FleetName fleet) {
    return tx.handle()
        .createQuery(
            """
            select count(*) from api.places p join api.devices d on d.id = p.device
            where p.taken_at is null and d.fleet = :fleet
            """)
        .bind("fleet", fleet.value())
        .mapTo(Integer.class)
        .one();
  }

  /** Devices of a fleet that are expected, by name, which is the cursor. */
  List<PlaceView> list(Tx tx, FleetName fleet, Part part) {
    return tx.handle()
        .createQuery(
            """
            select p.*, d.name, d.type, d.public_key,
              (select k.id from api.provisioning_keys k where k.device = p.device
                order by k.created_at desc limit 1) as key_id
            from api.places p join api.devices d on d.id = p.device
            where d.fleet = :fleet and p.taken_at is null and d.name > :after
            order by d.name limit :limit
            """)
        .bind("fleet", fleet.value())
        .bind("after", part.after())
        .bind("limit", part.limit())
        .map((row, _) -> view(row))
        .list();
  }

  /** Some of the devices that were expected for too long. */
  List<DeviceId> over(Tx tx, Instant now) {
    return tx.handle()
        .createQuery(
            """
            select device from api.places where taken_at is null and expires_at <= :now
            order by expires_at limit 200
            """)
        .bind("now", now)
        .map((row, _) -> new DeviceId(row.getObject(1, UUID.class)))
        .list();
  }

  /** Those of the names that devices of the fleet have. */
  Set<String> namesTaken(Tx tx, FleetName fleet, Collection<String> names) {
    return tx.handle()
        .createQuery("select name from api.devices where fleet = :fleet and name = any(:names)")
        .bind("fleet", fleet.value())
        .bindArray("names", String.class, names)
        .mapTo(String.class)
        .collect(Collectors.toSet());
  }

  /** Those of the ids that devices have or had. */
  Set<UUID> idsTaken(Tx tx, Collection<UUID> ids) {
    return tx.handle()
        .createQuery(
            """
            select id from api.devices where id = any(:ids)
            union select device from api.tombstones where device = any(:ids)
            """)
        .bindArray("ids", UUID.class, ids)
        .map((row, _) -> row.getObject(1, UUID.class))
        .collect(Collectors.toSet());
  }

  /** Those of the keys that devices have or had. */
  Set<String> keysTaken(Tx tx, Collection<String> keys) {
    return tx.handle()
        .createQuery(
            """
            select public_key from api.devices where public_key = any(:keys)
            union select public_key from api.tombstones where public_key = any(:keys)
            """)
        .bindArray("keys", String.class, keys)
        .mapTo(String.class)
        .collect(Collectors.toSet());
  }

  private static Place place(ResultSet row) throws SQLException {
    return new Place(
        new DeviceId(row.getObject("device", UUID.class)),
        UserName.parse(row.getString("made_by")),
        row.getTimestamp("created_at").toInstant(),
        time(row, "expires_at"),
        row.getBoolean("key_known"),
        time(row, "taken_at"));
  }

  private static PlaceView view(ResultSet row) throws SQLException {
    var place = place(row);
    return new PlaceView(
        place.device(),
        DeviceName.parse(row.getString("name")),
        row.getString("type"),
        place.by(),
        place.createdAt(),
        place.expiresAt(),
        Optional.of(row.getString("public_key"))
            .filter(_ -> place.keyKnown())
            .map(PublicKey::parse),
        Optional.ofNullable(row.getObject("key_id", UUID.class)));
  }

  private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
  }
}
