package fleet.contract.device;

import fleet.contract.identity.DeviceId;
import fleet.contract.identity.DeviceName;
import fleet.contract.identity.FleetName;
import fleet.contract.trust.TrustedKeys;
import java.util.Optional;

/**
 * The device now exists.
 *
 * @param trust the signing key that the device believes from now on; absent from servers that sign
 *     nothing yet
 */
public record Registered(
    DeviceId device, DeviceName name, FleetName fleet, Optional<TrustedKeys> trust) {}
