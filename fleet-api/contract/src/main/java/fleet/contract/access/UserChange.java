package fleet.contract.access;

import fleet.contract.operator.Role;
import java.util.Optional;

/**
 * What becomes of a person; what is absent stays.
 *
 * @param role in the installation
 * @param disabled true stops all that is theirs at once, false lets it work again
 */
public record UserChange(Optional<Role> role, Optional<Boolean> disabled) {
  public UserChange {
    if (role.isEmpty() && disabled.isEmpty()) {
      throw new IllegalArgumentException("name a role, or whether they are disabled");
    }
  }
}
