package fleet.contract.device;

import fleet.contract.identity.ReleaseId;
import fleet.contract.identity.ServiceName;
import fleet.contract.release.Digest;
import java.util.Optional;

/**
 * One service as observed.
 *
 * @param image manifest digest that our label on the container tells
 * @param restarts since the container was created
 * @param exitCode of the last end, where there was one
 */
public record ServiceState(
    ServiceName name,
    Optional<ReleaseId> release,
    Optional<Digest> image,
    ContainerState state,
    Health health,
    int restarts,
    Optional<Integer> exitCode) {}
