package fleet.contract.access;

import fleet.contract.identity.FleetName;
import fleet.contract.node.AccessAction;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * An API key without the key.
 *
 * @param fleets absent for all
 * @param expiresAt absent for never
 * @param lastUsedAt to the minute; absent for never
 */
public record ApiKeyView(
    UUID id,
    String name,
    Set<AccessAction> actions,
    Optional<Set<FleetName>> fleets,
    Instant createdAt,
    Optional<Instant> expiresAt,
    Optional<Instant> lastUsedAt) {
  public ApiKeyView {
    actions = Set.copyOf(actions);
    fleets = fleets.map(Set::copyOf);
  }
}
