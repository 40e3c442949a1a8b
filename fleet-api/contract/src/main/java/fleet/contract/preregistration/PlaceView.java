package fleet.contract.preregistration;

import fleet.contract.identity.DeviceId;
import fleet.contract.identity.DeviceName;
import fleet.contract.identity.PublicKey;
import fleet.contract.identity.UserName;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A device that is expected and did not come yet.
 *
 * @param publicKey by which it is recognised
 * @param provisioningKey the id of the key that is for it alone
 */
public record PlaceView(
    DeviceId device,
    DeviceName name,
    String type,
    UserName by,
    Instant createdAt,
    Optional<Instant> expiresAt,
    Optional<PublicKey> publicKey,
    Optional<UUID> provisioningKey) {}
