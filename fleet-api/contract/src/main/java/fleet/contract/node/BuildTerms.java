package fleet.contract.node;

import fleet.contract.policy.HostPolicy;

/**
 * What a build for a fleet goes by.
 *
 * @param kinds devices that it is for
 * @param policy what its services may reach of them
 */
public record BuildTerms(FleetKinds kinds, HostPolicy policy) {
  /** Where nothing is known of the fleet. */
  public static final BuildTerms NONE = new BuildTerms(FleetKinds.NONE, HostPolicy.CLOSED);
}
