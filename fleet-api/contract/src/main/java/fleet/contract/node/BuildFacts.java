package fleet.contract.node;

import fleet.contract.identity.FleetName;

/** What is known of a build beside its log. */
public record BuildFacts(FleetName fleet) {}
