package fleet.builder.git;

import fleet.contract.identity.FleetName;
import fleet.contract.identity.UserName;

/**
 * Somebody who was let in to a fleet's repository.
 *
 * @param protocol as {@code GIT_PROTOCOL} says it, such as {@code version=2}; empty when not said
 */
record Visit(FleetName fleet, UserName person, Errand errand, String protocol) {}
