package fleet.contract.access;

import fleet.contract.identity.FleetName;
import fleet.contract.operator.Role;
import java.time.Duration;
import java.util.Map;

/**
 * An invitation to make: whoever has its code becomes somebody with these roles, once.
 *
 * @param role in the installation
 * @param fleets roles in single fleets
 * @param validFor at most 30 days
 */
public record NewInvitation(Role role, Map<FleetName, Role> fleets, Duration validFor) {
  private static final Duration LONGEST = Duration.ofDays(30);

  public NewInvitation {
    fleets = Map.copyOf(fleets);
    if (!validFor.isPositive() || validFor.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "an invitation is valid for at most %d days".formatted(LONGEST.toDays()));
    }
    if (fleets.containsValue(Role.NONE)) {
      throw new IllegalArgumentException("a role in a fleet may something there");
    }
  }
}
