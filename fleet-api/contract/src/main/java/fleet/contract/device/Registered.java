package fleet.contract.device;

import fleet.contract.identity.DeviceId;
import fleet.contract.identity.DeviceName;
import fleet.contract.identity.FleetName;

/** The device now exists. */
public record Registered(DeviceId device, DeviceName name, FleetName fleet) {}
