package fleet.api.variable;

import fleet.contract.identity.DeviceId;
import fleet.contract.identity.FleetName;

/** Whose variables they are. */
public sealed interface Owner {
  /** The fleet to whose people they belong. */
  FleetName fleet();

  /** All devices of a fleet. */
  record OfFleet(FleetName fleet) implements Owner {}

  /** One device. */
  record OfDevice(FleetName fleet, DeviceId device) implements Owner {}
}
