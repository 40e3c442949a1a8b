package fleet.contract.access;

import fleet.contract.identity.FleetName;
import fleet.contract.identity.UserName;
import fleet.contract.node.AccessAction;
import fleet.contract.operator.Role;
import java.util.List;
import java.util.Optional;

/**
 * Whether somebody may do something, and why; the limits of their API keys are not in it.
 *
 * @param fleet where; absent for the installation
 * @param reason one sentence
 * @param sources the roles that were looked at
 */
public record Explanation(
    UserName user,
    AccessAction action,
    Optional<FleetName> fleet,
    boolean allowed,
    String reason,
    List<Source> sources) {
  public Explanation {
    sources = List.copyOf(sources);
  }

  /**
   * A role and where it comes from.
   *
   * @param fleet absent for the installation
   */
  public record Source(Optional<FleetName> fleet, Role role) {}
}
