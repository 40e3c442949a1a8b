package fleet.contract.operator;

import fleet.contract.identity.FleetName;
import fleet.contract.identity.UserName;
import java.time.Instant;
import java.util.UUID;

/** A provisioning key without the key. */
public record ProvisioningKeyView(
    UUID id,
    FleetName fleet,
    UserName createdBy,
    Instant createdAt,
    Instant expiresAt,
    int usesLeft,
    boolean revoked) {}
