package fleet.api.live;

import fleet.contract.identity.DeviceId;
import fleet.contract.identity.FleetName;
import java.util.Map;

/**
 * Targets by device; a device that was removed is in neither.
 *
 * @param faults why there is none for a device that is there
 */
record Aims(Map<DeviceId, Aim> found, Map<DeviceId, Fault> faults) {
  /** What kept the target of a device of that fleet from being made. */
  record Fault(FleetName fleet, RuntimeException cause) {}

  Aims {
    found = Map.copyOf(found);
    faults = Map.copyOf(faults);
  }
}
