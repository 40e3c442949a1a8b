package fleet.contract.access;

import fleet.contract.identity.FleetName;
import fleet.contract.node.AccessAction;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * An API key to make.
 *
 * @param name 1 to 100 characters, to tell it from others
 * @param actions the only ones that it does, as far as its person may
 * @param fleets the only ones in which it does them; absent for all, and the installation itself
 * @param validFor absent for a key that opens until it is removed
 */
public record NewApiKey(
    String name,
    Set<AccessAction> actions,
    Optional<Set<FleetName>> fleets,
    Optional<Duration> validFor) {
  private static final int MAX_NAME = 100;
  private static final int MAX_FLEETS = 100;

  public NewApiKey {
    actions = Set.copyOf(actions);
    fleets = fleets.map(Set::copyOf);
    if (name.isBlank() || name.length() > MAX_NAME) {
      throw new IllegalArgumentException("a key's name has 1 to %d characters".formatted(MAX_NAME));
    }
    if (actions.isEmpty()) {
      throw new IllegalArgumentException("a key is for at least one action");
    }
    if (fleets.filter(names -> names.isEmpty() || names.size() > MAX_FLEETS).isPresent()) {
      throw new IllegalArgumentException(
          "a key for single fleets names 1 to %d of them".formatted(MAX_FLEETS));
    }
    if (validFor.filter(time -> !time.isPositive()).isPresent()) {
      throw new IllegalArgumentException("a key is valid for some time");
    }
  }
}
