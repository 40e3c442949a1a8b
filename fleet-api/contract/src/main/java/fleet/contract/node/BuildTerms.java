package fleet.contract.node;

import fleet.contract.policy.BranchPolicy;
import fleet.contract.policy.HostPolicy;
import java.util.Optional;

/**
 * What a build for a fleet goes by.
 *
 * @param kinds devices that it is for
 * @param policy what its services may reach of them
 * @param branches what becomes of pushes to them; absent from an API of the version before
 */
public record BuildTerms(FleetKinds kinds, HostPolicy policy, Optional<BranchPolicy> branches) {
  /** Where nothing is known of the fleet. */
  public static final BuildTerms NONE = new BuildTerms(FleetKinds.NONE, HostPolicy.CLOSED);

  /** Where nobody says anything of branches. */
  public BuildTerms(FleetKinds kinds, HostPolicy policy) {
    this(kinds, policy, Optional.empty());
  }
}
