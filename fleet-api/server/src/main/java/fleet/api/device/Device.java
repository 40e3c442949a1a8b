package fleet.api.device;

import fleet.api.audit.Deed;
import fleet.api.target.TargetDevice;
import fleet.contract.identity.DeviceId;
import fleet.contract.identity.DeviceName;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.PublicKey;
import fleet.contract.identity.ReleaseId;
import fleet.contract.release.Platform;
import fleet.contract.variable.SealingKey;
import java.time.Instant;
import java.util.Optional;

/**
 * A device as it was registered.
 *
 * @param release what is assigned to it
 * @param sealing the key to which its secrets are sealed; absent until it sent one
 * @param model what its machine says of itself
 */
public record Device(
    DeviceId id,
    DeviceName name,
    FleetName fleet,
    PublicKey publicKey,
    String type,
    Platform platform,
    String supervisorVersion,
    Instant createdAt,
    Optional<ReleaseId> release,
    Optional<SealingKey> sealing,
    Optional<String> model) {
  /** The part that its target depends on. */
  public TargetDevice forTarget() {
    return new TargetDevice(id, name, fleet, type, platform);
  }

  /** What is done to it, for the audit log. */
  public Deed deed(String what) {
    return Deed.of(what).in(fleet).about(id, name);
  }
}
