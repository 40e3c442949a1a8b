package fleet.contract.preregistration;

import fleet.contract.identity.DeviceId;
import fleet.contract.identity.DeviceName;
import fleet.contract.identity.Secret;
import fleet.contract.release.Platform;
import java.time.Instant;
import java.util.Optional;

/**
 * A device that is expected from now on.
 *
 * @param key which lets this device in, once; the only time that it is shown. Absent where the
 *     device is recognised by its own
 * @param install one line for the device's shell
 */
public record MadePlace(
    DeviceId device,
    DeviceName name,
    String type,
    Platform platform,
    Optional<Instant> expiresAt,
    Optional<Secret> key,
    Optional<String> install) {}
