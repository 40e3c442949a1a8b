package fleet.contract.operator;

import fleet.contract.identity.UserName;
import java.time.Instant;
import java.util.Optional;

/**
 * Somebody keeps a device on a release, whatever its fleet runs.
 *
 * @param owner who pinned it
 * @param until it ends by itself; absent when somebody must end it
 */
public record DevicePin(
    ReleaseSummary release,
    UserName owner,
    String reason,
    Instant since,
    Optional<Instant> until) {}
