package fleet.contract.provider;

import fleet.contract.identity.FleetName;
import fleet.contract.operator.Role;
import java.util.Optional;

/**
 * Whoever is in this group there has this role here.
 *
 * @param fleet where; absent for the installation
 */
public record GroupRole(String group, Role role, Optional<FleetName> fleet) {
  public GroupRole {
    Words.require("group", group);
    if (role == Role.NONE) {
      throw new IllegalArgumentException("a group's role may something");
    }
  }
}
