package fleet.api.access;

import fleet.contract.identity.FleetName;
import fleet.contract.node.AccessAction;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * To what an API key narrows the person whose it is.
 *
 * @param actions the only ones it does
 * @param fleets the only ones it sees; absent for all, and for the installation itself
 */
public record KeyLimits(Set<AccessAction> actions, Optional<Set<FleetName>> fleets) {
  /** Of a person who is there themselves. */
  public static final KeyLimits NONE =
      new KeyLimits(EnumSet.allOf(AccessAction.class), Optional.empty());

  public KeyLimits {
    actions = Set.copyOf(actions);
    fleets = fleets.map(Set::copyOf);
  }
}
