package fleet.contract.operator;

import fleet.contract.identity.FleetName;

/** A fleet to make. */
public record NewFleet(FleetName name) {}
