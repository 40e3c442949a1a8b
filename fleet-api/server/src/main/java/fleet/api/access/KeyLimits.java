package fleet.api.access;

import fleet.contract.identity.FleetName;
import fleet.contract.node.AccessAction;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * To what an API key narrows the person whose it is.
 *
 * @param actions the only ones it does
 * @param fleets the only ones it sees; absent for all, and for the installation itself
 * @param until when it is over; absent for never
 * @param key its id, where somebody came by it
 */
public record KeyLimits(
    Set<AccessAction> actions,
    Optional<Set<FleetName>> fleets,
    Optional<Instant> until,
    Optional<UUID> key) {
  /** Of a person who is there themselves. */
  public static final KeyLimits NONE =
      new KeyLimits(EnumSet.allOf(AccessAction.class), Optional.empty());

  public KeyLimits {
    actions = Set.copyOf(actions);
    fleets = fleets.map(Set::copyOf);
  }

  /** Of a key that nobody showed. */
  public KeyLimits(
      Set<AccessAction> actions, Optional<Set<FleetName>> fleets, Optional<Instant> until) {
    this(actions, fleets, until, Optional.empty());
  }

  /** Of a key without an end. */
  public KeyLimits(Set<AccessAction> actions, Optional<Set<FleetName>> fleets) {
    this(actions, fleets, Optional.empty(), Optional.empty());
  }

  /** Says whether a key of the other limits does nothing that one of these does not. */
  public boolean cover(KeyLimits other) {
    return actions.containsAll(other.actions())
        && fleets.map(mine -> other.fleets().filter(mine::containsAll).isPresent()).orElse(true)
        && until
            .map(mine -> other.until().filter(theirs -> !theirs.isAfter(mine)).isPresent())
            .orElse(true);
  }
}
