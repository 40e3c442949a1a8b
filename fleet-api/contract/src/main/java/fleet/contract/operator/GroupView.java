package fleet.contract.operator;

import fleet.contract.identity.FleetName;
import fleet.contract.identity.GroupName;
import fleet.contract.identity.UserName;
import java.time.Instant;
import java.util.Optional;

/**
 * A saved group; {@code GET /devices?where=group = NAME} lists its devices.
 *
 * @param fleet of whose devices alone it is; absent for all fleets
 * @param where the query; absent when its devices are named
 * @param note free text; absent when there is none
 */
public record GroupView(
    GroupName name,
    Optional<FleetName> fleet,
    Optional<String> where,
    Optional<String> note,
    UserName createdBy,
    Instant createdAt) {}
