package fleet.api.rollout;

import fleet.api.db.Tx;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.ReleaseId;
import fleet.contract.release.Platform;
import java.util.List;

/** The columns {@code release} of {@code api.fleets} and {@code api.devices}. */
final class AssignmentRows {
  /** A kind of device that a fleet has. */
  record Kind(String type, Platform platform) {}

  void assignFleet(Tx tx, FleetName fleet, ReleaseId release) {
    tx.handle()
        .createUpdate("update api.fleets set release = :release where name = :fleet")
        .bind("fleet", fleet.value())
        .bind("release", release.value())
        .execute();
  }

  List<Kind> kinds(Tx tx, FleetName fleet) {
    return tx.handle()
        .createQuery("select distinct type, platform from api.devices where fleet = :fleet")
        .bind("fleet", fleet.value())
        .map((row, _) -> new Kind(row.getString(1), Platform.parse(row.getString(2))))
        .list();
  }

  void assignDevices(Tx tx, FleetName fleet, Kind kind, ReleaseId release) {
    tx.handle()
        .createUpdate(
            """
            update api.devices set release = :release
            where fleet = :fleet and type = :type and platform = :platform
            """)
        .bind("fleet", fleet.value())
        .bind("type", kind.type())
        .bind("platform", kind.platform().toString())
        .bind("release", release.value())
        .execute();
  }
}
