package fleet.api.policy;

import fleet.api.db.Tx;
import fleet.contract.identity.FleetName;
import fleet.contract.policy.HostPolicy;
import fleet.contract.release.HostGrant;
import java.util.Arrays;

/** What {@code api.fleets} says of machines. */
final class HostPolicyRows {
  HostPolicy get(Tx tx, FleetName fleet) {
    return tx.handle()
        .createQuery("select host_grants from api.fleets where name = :fleet")
        .bind("fleet", fleet.value())
        .map((row, _) -> (String[]) row.getArray(1).getArray())
        .findOne()
        .map(grants -> new HostPolicy(Arrays.stream(grants).map(HostGrant::parse).toList()))
        .orElse(HostPolicy.CLOSED);
  }

  /** Says whether there is such a fleet. */
  boolean put(Tx tx, FleetName fleet, HostPolicy policy) {
    return tx.handle()
            .createUpdate("update api.fleets set host_grants = :grants where name = :fleet")
            .bind("fleet", fleet.value())
            .bindArray(
                "grants", String.class, policy.allowed().stream().map(HostGrant::toString).toList())
            .execute()
        == 1;
  }
}
