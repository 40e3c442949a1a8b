package fleet.contract.job;

import fleet.contract.identity.FleetName;
import fleet.contract.identity.UserName;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * An order to many devices. Its devices were chosen when it was made, and stay the same.
 *
 * @param selection what they were chosen by
 * @param by who made it, and as whom it is carried out
 * @param endedAt absent while it runs
 */
public record JobView(
    UUID id,
    FleetName fleet,
    JobAction action,
    JobSelection selection,
    UserName by,
    Instant createdAt,
    JobState state,
    Optional<Instant> endedAt,
    Optional<UserName> cancelledBy,
    JobCounts devices) {}
