package fleet.api.audit;

import fleet.contract.identity.FleetName;
import java.time.Instant;
import java.util.Optional;

/**
 * Which rows are wanted.
 *
 * @param who a user's name, a device's id, {@code server}, {@code nobody}
 * @param action whole, or what comes before a dot
 * @param subject part of it, or the name of whom it was done to
 */
public record AuditFilter(
    Optional<String> who,
    Optional<String> action,
    Optional<String> subject,
    Optional<FleetName> fleet,
    Optional<Instant> from,
    Optional<Instant> until) {}
