package fleet.api.type;

import fleet.api.db.Tx;
import fleet.contract.devicetype.DeviceType;
import fleet.contract.devicetype.FleetTypes;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.UserName;
import fleet.contract.node.DeviceKind;
import fleet.contract.release.Platform;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Table {@code api.device_types}, and what {@code api.fleets} says of types. */
public final class DeviceTypeRows {
  /** Those that were added here. */
  List<DeviceType> all(Tx tx) {
    return tx.handle()
        .createQuery("select * from api.device_types order by slug")
        .map((row, _) -> type(row))
        .list();
  }

  /** Adds one, holding off others who do, and says whether its slug was free. */
  boolean insert(Tx tx, DeviceType type, UserName by, Instant now) {
    return tx.handle()
            .createUpdate(
                """
                insert into api.device_types
                  (slug, name, platform, aliases, models, created_by, created_at)
                values (:slug, :name, :platform, :aliases, :models, :by, :now)
                on conflict do nothing
                """)
            .bind("slug", type.slug())
            .bind("name", type.name())
            .bind("platform", type.platform().toString())
            .bindArray("aliases", String.class, type.aliases())
            .bindArray("models", String.class, type.models())
            .bind("by", by.value())
            .bind("now", now)
            .execute()
        == 1;
  }

  /** Holds off others who add or remove one, until the end of the transaction. */
  void lock(Tx tx) {
    tx.handle().execute("lock table api.device_types in share row exclusive mode");
  }

  void delete(Tx tx, String slug) {
    tx.handle()
        .createUpdate("delete from api.device_types where slug = :slug")
        .bind("slug", slug)
        .execute();
  }

  /** How many devices, fleets and keys name it. */
  int uses(Tx tx, String slug) {
    return tx.handle()
        .createQuery(
            """
            select (select count(*) from api.devices where type = :slug)
              + (select count(*) from api.fleets where type = :slug or :slug = any(accepts))
              + (select count(*) from api.provisioning_keys where type = :slug
                  and revoked_at is null and uses_left > 0 and expires_at > now())
            """)
        .bind("slug", slug)
        .mapTo(Integer.class)
        .one();
  }

  FleetTypes ofFleet(Tx tx, FleetName fleet) {
    return tx.handle()
        .createQuery("select type, accepts from api.fleets where name = :fleet")
        .bind("fleet", fleet.value())
        .map((row, _) -> fleetTypes(row))
        .findOne()
        .orElse(FleetTypes.ANY);
  }

  /** Of the fleet's devices. */
  List<DeviceKind> kinds(Tx tx, FleetName fleet) {
    return tx.handle()
        .createQuery(
            """
            select distinct type, platform from api.devices
            where fleet = :fleet order by type, platform
            """)
        .bind("fleet", fleet.value())
        .map((row, _) ->
            new DeviceKind(
                row.getString("type"), Platform.parse(row.getString("platform")), List.of()))
        .list();
  }

  void put(Tx tx, FleetName fleet, FleetTypes types) {
    tx.handle()
        .createUpdate("update api.fleets set type = :type, accepts = :accepts where name = :fleet")
        .bind("type", types.type().orElse(null))
        .bindArray("accepts", String.class, types.accepts())
        .bind("fleet", fleet.value())
        .execute();
  }

  /** The columns {@code type} and {@code accepts} of a fleet. */
  public static FleetTypes fleetTypes(ResultSet row) throws SQLException {
    return new FleetTypes(
        Optional.ofNullable(row.getString("type")),
        List.of((String[]) row.getArray("accepts").getArray()));
  }

  private static DeviceType type(ResultSet row) throws SQLException {
    return new DeviceType(
        row.getString("slug"),
        row.getString("name"),
        Platform.parse(row.getString("platform")),
        List.of((String[]) row.getArray("aliases").getArray()),
        List.of((String[]) row.getArray("models").getArray()),
        false);
  }
}
