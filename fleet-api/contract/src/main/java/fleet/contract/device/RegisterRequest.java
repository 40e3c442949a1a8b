package fleet.contract.device;

import fleet.contract.identity.DeviceName;
import fleet.contract.identity.PublicKey;
import fleet.contract.identity.Secret;
import fleet.contract.release.Platform;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A new device asks to belong to the provisioning key's fleet. Sending the same request again
 * answers the same device, so a device that lost the first answer is not registered twice.
 *
 * @param provisioningKey absent where the device's public key is expected
 * @param name wished for; the API makes one where it is absent or taken
 * @param type device type, such as {@code raspberrypi4-64} or {@code generic-amd64}
 * @param model what the machine says of itself, such as {@code Raspberry Pi 4 Model B Rev 1.4}
 * @param proof signature over {@link #proofMessage}, URL-safe base64: whoever asks holds the key
 */
public record RegisterRequest(
    Optional<Secret> provisioningKey,
    PublicKey publicKey,
    Optional<DeviceName> name,
    String type,
    Platform platform,
    String supervisorVersion,
    String proof,
    Optional<String> model) {
  /** With a key, of a machine that says nothing of itself. */
  public RegisterRequest(
      Secret provisioningKey,
      PublicKey publicKey,
      Optional<DeviceName> name,
      String type,
      Platform platform,
      String supervisorVersion,
      String proof) {
    this(
        Optional.of(provisioningKey),
        publicKey,
        name,
        type,
        platform,
        supervisorVersion,
        proof,
        Optional.empty());
  }

  /** The bytes that the device signs: purpose, provisioning key and public key, a line each. */
  public static byte[] proofMessage(Secret provisioningKey, PublicKey publicKey) {
    return proofMessage(Optional.of(provisioningKey), publicKey);
  }

  /** The same; without a key its line is empty. */
  public static byte[] proofMessage(Optional<Secret> provisioningKey, PublicKey publicKey) {
    return "fleet-register\n%s\n%s\n"
        .formatted(provisioningKey.map(Secret::reveal).orElse(""), publicKey)
        .getBytes(StandardCharsets.UTF_8);
  }
}
