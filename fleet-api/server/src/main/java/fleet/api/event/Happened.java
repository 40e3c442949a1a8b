package fleet.api.event;

import fleet.contract.identity.FleetName;
import java.util.Optional;

/**
 * That something happened to one thing.
 *
 * @param fleet absent for what is of all fleets
 * @param subject id of the device, release or rollout, or the fleet's or group's name
 */
public record Happened(Optional<FleetName> fleet, Object subject) {
  /** In a fleet. */
  public Happened(FleetName fleet, Object subject) {
    this(Optional.of(fleet), subject);
  }
}
