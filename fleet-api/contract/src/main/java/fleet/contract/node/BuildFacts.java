package fleet.contract.node;

import fleet.contract.identity.FleetName;

/** What a builder of whatever version says of a build, of all that a {@code BuildView} says. */
public record BuildFacts(FleetName fleet) {}
