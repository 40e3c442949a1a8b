package fleet.api.rollout.plan;

import fleet.contract.identity.DeviceId;
import fleet.contract.identity.DeviceName;

/**
 * A device that goes first.
 *
 * @param forgiven what it does is of no consequence any more
 */
public record First(
    DeviceId device, DeviceName name, Standing standing, boolean forgiven, Sighting sighting) {
  boolean isGood() {
    return sighting instanceof Sighting.Healthy;
  }
}
