package fleet.builder.db;

import fleet.contract.identity.BuildId;
import fleet.contract.identity.FleetName;
import fleet.contract.release.Digest;
import java.util.Optional;
import java.util.UUID;

/**
 * A build that joins the queue.
 *
 * @param forDevices those of one fleet are built one after another
 * @param keeper the only node that can build it; absent when any can
 * @param request what the node needs, as JSON
 * @param blob in which its source is kept for it; taken away some time after its end
 */
public record QueuedBuild(
    BuildId id,
    FleetName fleet,
    String commit,
    boolean forDevices,
    Optional<UUID> keeper,
    String request,
    Optional<Digest> blob) {}
