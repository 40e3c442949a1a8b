package fleet.supervisor.channel;

import fleet.contract.identity.DeviceName;
import fleet.contract.identity.Secret;
import fleet.contract.release.Platform;
import java.util.Optional;

/**
 * As what a device asks to be registered.
 *
 * @param provisioningKey absent where the device is registered already, or its public key is
 *     expected
 * @param model what the machine says of itself
 */
public record Wish(
    Optional<Secret> provisioningKey,
    Optional<DeviceName> name,
    String type,
    Platform platform,
    String supervisorVersion,
    Optional<String> model) {}
