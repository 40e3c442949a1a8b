package fleet.contract.device;

import fleet.contract.identity.DeviceId;
import fleet.contract.variable.SealingKey;
import java.util.Optional;

/**
 * The signed challenge.
 *
 * @param signature over {@link Challenge#message}, URL-safe base64
 * @param sealing the key to which secrets are to be sealed; absent from an older supervisor
 */
public record SessionRequest(
    DeviceId device, String nonce, String signature, Optional<Sealing> sealing) {
  /**
   * A key, and the device's word for it.
   *
   * @param proof signature over {@link SealingKey#claim}, URL-safe base64
   */
  public record Sealing(SealingKey key, String proof) {}

  /** Of a device that takes no secrets. */
  public SessionRequest(DeviceId device, String nonce, String signature) {
    this(device, nonce, signature, Optional.empty());
  }
}
