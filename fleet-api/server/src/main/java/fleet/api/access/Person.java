package fleet.api.access;

import fleet.contract.identity.FleetName;
import fleet.contract.identity.UserName;
import fleet.contract.operator.Role;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Somebody who asks for something, and what they may at most.
 *
 * @param role in the installation
 * @param fleets roles in single fleets
 * @param limits of the API key by which they come
 */
public record Person(UserName name, Role role, Map<FleetName, Role> fleets, KeyLimits limits) {
  public Person {
    fleets = Map.copyOf(fleets);
  }

  /** Themselves, with no roles in single fleets. */
  public static Person of(UserName name, Role role) {
    return new Person(name, role, Map.of(), KeyLimits.NONE);
  }

  /** The greater one of the installation's and the fleet's. */
  Role roleIn(FleetName fleet) {
    var own = fleets.getOrDefault(fleet, Role.NONE);
    return own.covers(role) ? own : role;
  }

  /** What they may know of. */
  public Sight sight() {
    var byRole =
        role.covers(Role.VIEWER) ? Optional.<Set<FleetName>>empty() : Optional.of(viewed());
    return new Sight(
        limits
            .fleets()
            .map(limit -> byRole.map(roles -> both(roles, limit)).orElse(limit))
            .or(() -> byRole));
  }

  /** The same, coming by an API key. */
  public Person with(KeyLimits narrower) {
    return new Person(name, role, fleets, narrower);
  }

  private Set<FleetName> viewed() {
    return fleets.entrySet().stream()
        .filter(entry -> entry.getValue().covers(Role.VIEWER))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  private static Set<FleetName> both(Set<FleetName> one, Set<FleetName> other) {
    var common = new HashSet<>(one);
    common.retainAll(other);
    return common;
  }
}
