package fleet.contract.device;

import fleet.contract.identity.ServiceName;
import fleet.contract.variable.SealedBox;
import fleet.contract.variable.VariableName;
import java.util.Optional;

/**
 * An environment variable as a device is given it.
 *
 * @param service that gets it; absent for every service
 * @param version of its value: another value is another version, and a restart
 * @param value absent when it is secret
 * @param box the secret value, sealed to the device's key; not part of the target's ETag
 */
public record VariableTarget(
    Optional<ServiceName> service,
    VariableName name,
    long version,
    Optional<String> value,
    Optional<SealedBox> box) {
  /** Whether this service gets it. */
  public boolean isFor(ServiceName other) {
    return service.filter(name -> !name.equals(other)).isEmpty();
  }
}
