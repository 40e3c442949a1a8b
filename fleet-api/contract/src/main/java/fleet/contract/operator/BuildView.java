package fleet.contract.operator;

import fleet.contract.identity.BuildId;
import fleet.contract.identity.FleetName;
import java.time.Instant;
import java.util.Optional;

/**
 * A build as people see it.
 *
 * @param commit or the digits that stand for it where there is no git
 * @param forDevices false where it makes a draft
 * @param attempts how often it was begun; more than once where a server was stopped meanwhile
 * @param version of its release
 * @param reason why it failed
 */
public record BuildView(
    BuildId id,
    FleetName fleet,
    String commit,
    BuildState state,
    boolean forDevices,
    int attempts,
    Instant createdAt,
    Optional<Instant> endedAt,
    Optional<String> version,
    Optional<String> reason) {
  /** So many of a fleet's are remembered. */
  public static final int MAX_OF_FLEET = 100;
}
