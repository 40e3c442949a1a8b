package fleet.contract.operator;

import fleet.contract.devicetype.FleetTypes;
import fleet.contract.identity.FleetName;
import java.time.Instant;
import java.util.Optional;

/**
 * A fleet at a glance.
 *
 * @param release what its devices should run
 * @param devices how many there are; of them {@code online} are connected, {@code settled} run the
 *     fleet's release healthy, {@code failed} could not
 * @param gitUrl what {@code git remote add} takes
 * @param types what devices it is for; absent from older servers
 * @param note free text; absent when there is none
 */
public record FleetView(
    FleetName name,
    Instant createdAt,
    Optional<ReleaseSummary> release,
    int devices,
    int online,
    int settled,
    int failed,
    String gitUrl,
    Optional<FleetTypes> types,
    Optional<String> note) {}
