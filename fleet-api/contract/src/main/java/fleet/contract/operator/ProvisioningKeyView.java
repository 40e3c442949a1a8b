package fleet.contract.operator;

import fleet.contract.identity.DeviceId;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.UserName;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A provisioning key without the key.
 *
 * @param type of every device that registers with it
 * @param device the only one that it lets in
 */
public record ProvisioningKeyView(
    UUID id,
    FleetName fleet,
    UserName createdBy,
    Instant createdAt,
    Instant expiresAt,
    int usesLeft,
    boolean revoked,
    Optional<String> type,
    Optional<DeviceId> device) {
  /** A key for devices of every kind. */
  public ProvisioningKeyView(
      UUID id,
      FleetName fleet,
      UserName createdBy,
      Instant createdAt,
      Instant expiresAt,
      int usesLeft,
      boolean revoked) {
    this(
        id,
        fleet,
        createdBy,
        createdAt,
        expiresAt,
        usesLeft,
        revoked,
        Optional.empty(),
        Optional.empty());
  }

  /** The same for one device alone. */
  public ProvisioningKeyView forDevice(DeviceId only) {
    return new ProvisioningKeyView(
        id, fleet, createdBy, createdAt, expiresAt, usesLeft, revoked, type, Optional.of(only));
  }

  /** The same for devices of that type. */
  public ProvisioningKeyView of(Optional<String> other) {
    return new ProvisioningKeyView(
        id, fleet, createdBy, createdAt, expiresAt, usesLeft, revoked, other, device);
  }
}
