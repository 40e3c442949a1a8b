package fleet.contract.trust;

import fleet.contract.identity.DeviceId;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.ReleaseId;
import java.time.Instant;
import java.util.Optional;

/**
 * Who runs which release: a whole fleet, or one device of it. Going back to an older release is a
 * newer assignment of it.
 *
 * @param device absent when it is for every device of the fleet
 * @param counter grows with every assignment in the fleet; a device takes no smaller one than it
 *     has seen
 * @param expires when the server has been silent for too long to be believed; what runs goes on
 */
public record AssignmentStatement(
    FleetName fleet,
    Optional<DeviceId> device,
    ReleaseId release,
    long counter,
    Instant issued,
    Instant expires) {
  /** The DSSE payload type. */
  public static final String TYPE = "application/vnd.fleet.assignment.v1+json";

  public AssignmentStatement {
    if (counter < 1) {
      throw new IllegalArgumentException("an assignment's counter begins at 1");
    }
    if (!expires.isAfter(issued)) {
      throw new IllegalArgumentException("an assignment expires after it was issued");
    }
  }

  /** Says whether it is for this device. */
  public boolean concerns(FleetName ofFleet, DeviceId ofDevice) {
    return fleet.equals(ofFleet) && device.map(ofDevice::equals).orElse(true);
  }
}
