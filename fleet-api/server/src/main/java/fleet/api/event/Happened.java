package fleet.api.event;

import fleet.contract.identity.FleetName;

/**
 * That something happened to one thing.
 *
 * @param subject id of the device, release or rollout, or the fleet's name
 */
public record Happened(FleetName fleet, Object subject) {}
