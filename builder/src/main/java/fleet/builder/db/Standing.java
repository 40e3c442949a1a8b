package fleet.builder.db;

import fleet.contract.identity.BuildId;
import fleet.contract.problem.Problem;
import java.util.Optional;
import java.util.UUID;

/**
 * How a build stands in the queue.
 *
 * @param builtBy the node that has it; absent while it waits
 * @param halt why it is to be ended
 */
public record Standing(
    BuildId build, Optional<UUID> builtBy, boolean ended, Optional<Problem> halt) {}
