package fleet.contract.operator;

import fleet.contract.identity.FleetName;

/**
 * Another fleet for a device.
 *
 * @param to which it joins
 */
public record DeviceMove(FleetName to) {}
