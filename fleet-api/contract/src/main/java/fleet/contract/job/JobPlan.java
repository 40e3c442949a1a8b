package fleet.contract.job;

import fleet.contract.identity.DeviceId;
import fleet.contract.identity.DeviceName;
import java.util.List;

/**
 * The devices that a job would have.
 *
 * @param devices all of them, by name
 */
public record JobPlan(List<Device> devices) {
  public JobPlan {
    devices = List.copyOf(devices);
  }

  /** One of them. */
  public record Device(DeviceId device, DeviceName name) {}
}
