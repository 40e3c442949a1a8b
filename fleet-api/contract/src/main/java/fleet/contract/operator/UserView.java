package fleet.contract.operator;

import fleet.contract.identity.FleetName;
import fleet.contract.identity.UserName;
import java.time.Instant;
import java.util.Map;

/**
 * A person.
 *
 * @param role in the installation
 * @param fleets roles in single fleets
 * @param disabled nothing of theirs opens anything
 */
public record UserView(
    UserName name, Role role, Map<FleetName, Role> fleets, boolean disabled, Instant createdAt) {
  public UserView {
    fleets = Map.copyOf(fleets);
  }

  /** Somebody without roles in single fleets. */
  public static UserView of(UserName name, Role role, Instant createdAt) {
    return new UserView(name, role, Map.of(), false, createdAt);
  }
}
