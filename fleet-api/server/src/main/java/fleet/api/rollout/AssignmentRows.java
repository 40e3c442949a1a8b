package fleet.api.rollout;

import fleet.api.db.Tx;
import fleet.contract.Json;
import fleet.contract.identity.DeviceId;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.ReleaseId;
import fleet.contract.release.Platform;
import fleet.contract.release.Release;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What {@code api.fleets} and {@code api.devices} say of releases: the fleet's, and of each device
 * {@code rolled}, {@code release} (what it should run) and {@code withdrawn}; pins are read only.
 */
final class AssignmentRows {
  /** Devices that are alike in all that decides what they run. */
  record Kind(
      String type,
      Platform platform,
      Optional<ReleaseId> pinned,
      Optional<ReleaseId> rolled,
      Optional<ReleaseId> present) {}

  /**
   * Some devices of a fleet.
   *
   * @param only absent for all
   */
  record Selection(FleetName fleet, Optional<Collection<DeviceId>> only) {
    List<UUID> ids() {
      return only.stream().flatMap(Collection::stream).map(DeviceId::value).toList();
    }
  }

  /** The fleet's release, holding others off until the end of the transaction. */
  Optional<ReleaseId> lockFleet(Tx tx, FleetName fleet) {
    return tx.handle()
        .createQuery("select release from api.fleets where name = :fleet for update")
        .bind("fleet", fleet.value())
        .map((row, _) -> id(row, "release"))
        .findOne()
        .flatMap(id -> id);
  }

  void assignFleet(Tx tx, FleetName fleet, Optional<ReleaseId> release, Instant now) {
    tx.handle()
        .createUpdate("update api.fleets set release = cast(:release as uuid) where name = :fleet")
        .bind("fleet", fleet.value())
        .bindByType("release", release.map(ReleaseId::value).orElse(null), UUID.class)
        .execute();
    release.ifPresent(deployed ->
        tx.handle()
            .createUpdate("update api.releases set deployed_at = :now where id = :release")
            .bind("release", deployed.value())
            .bind("now", now)
            .execute());
  }

  Optional<Release> release(Tx tx, ReleaseId id) {
    return tx.handle()
        .createQuery("select document from api.releases where id = :id")
        .bind("id", id.value())
        .map((row, _) -> Json.read(row.getString(1), Release.class))
        .findOne();
  }

  /** Final releases that are not older than the 20 newest, the newest first. */
  List<Release> newestFinals(Tx tx, FleetName fleet) {
    return tx.handle()
        .createQuery(
            """
            select document from api.releases where fleet = :fleet and state = 'FINAL'
            order by revision desc limit 20
            """)
        .bind("fleet", fleet.value())
        .map((row, _) -> Json.read(row.getString(1), Release.class))
        .list();
  }

  List<Kind> kinds(Tx tx, Selection selection) {
    return tx.handle()
        .createQuery(
            """
            select distinct d.type, d.platform, p.release as pinned, d.rolled, d.release
            from api.devices d left join api.pins p on p.device = d.id
            where d.fleet = :fleet and (:all or d.id = any(:ids))
            """)
        .bind("fleet", selection.fleet().value())
        .bind("all", selection.only().isEmpty())
        .bindArray("ids", UUID.class, selection.ids())
        .map((row, _) ->
            new Kind(
                row.getString("type"),
                Platform.parse(row.getString("platform")),
                id(row, "pinned"),
                id(row, "rolled"),
                id(row, "release")))
        .list();
  }

  /** Gives devices of a kind a release, and says how many there were. */
  int assign(
      Tx tx,
      Selection selection,
      Kind kind,
      Optional<ReleaseId> release,
      Optional<ReleaseId> withdrawn) {
    return tx.handle()
        .createUpdate(
            """
            update api.devices d
            set release = cast(:release as uuid), withdrawn = cast(:withdrawn as uuid)
            where fleet = :fleet and (:all or id = any(:ids))
              and type = :type and platform = :platform
              and (select p.release from api.pins p where p.device = d.id)
                is not distinct from cast(:pinned as uuid)
              and rolled is not distinct from cast(:rolled as uuid)
              and release is not distinct from cast(:present as uuid)
            """)
        .bind("fleet", selection.fleet().value())
        .bind("all", selection.only().isEmpty())
        .bindArray("ids", UUID.class, selection.ids())
        .bind("type", kind.type())
        .bind("platform", kind.platform().toString())
        .bindByType("pinned", kind.pinned().map(ReleaseId::value).orElse(null), UUID.class)
        .bindByType("rolled", kind.rolled().map(ReleaseId::value).orElse(null), UUID.class)
        .bindByType("present", kind.present().map(ReleaseId::value).orElse(null), UUID.class)
        .bindByType("release", release.map(ReleaseId::value).orElse(null), UUID.class)
        .bindByType("withdrawn", withdrawn.map(ReleaseId::value).orElse(null), UUID.class)
        .execute();
  }

  private static Optional<ReleaseId> id(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, UUID.class)).map(ReleaseId::new);
  }
}
