package fleet.api.target;

import fleet.contract.identity.DeviceId;
import fleet.contract.identity.DeviceName;
import fleet.contract.identity.FleetName;
import fleet.contract.release.Platform;

/** What the target depends on in a device. */
public record TargetDevice(
    DeviceId id, DeviceName name, FleetName fleet, String type, Platform platform) {}
