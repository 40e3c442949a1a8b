package fleet.contract.audit;

import fleet.contract.release.Digest;
import java.time.Instant;
import java.util.Optional;

/**
 * One thing that was done, as people read it.
 *
 * @param who a user's name, {@code erased person #7}, a device's id, {@code server} or {@code
 *     nobody}
 * @param what such as {@code fleet.create}
 * @param about to whom it was done: a user's or a device's name, {@code erased person #7}, {@code
 *     erased device #7}, or {@code address} and an address
 * @param sequence its place in the chain; absent for a moment, until it is sealed
 */
public record AuditView(
    long id,
    Instant at,
    AuditActor actor,
    String who,
    String what,
    Optional<String> fleet,
    Optional<String> about,
    String subject,
    Optional<Long> sequence,
    Optional<Digest> hash) {}
