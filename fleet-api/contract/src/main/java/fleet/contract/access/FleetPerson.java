package fleet.contract.access;

import fleet.contract.identity.FleetName;
import fleet.contract.identity.UserName;
import fleet.contract.operator.Role;

/**
 * Somebody who may something in a fleet; the greater role counts.
 *
 * @param role in this fleet alone
 * @param installation in all fleets
 */
public record FleetPerson(FleetName fleet, UserName user, Role role, Role installation) {}
