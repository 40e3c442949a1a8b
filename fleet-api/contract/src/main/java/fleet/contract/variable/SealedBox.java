package fleet.contract.variable;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import fleet.contract.identity.DeviceId;
import fleet.contract.identity.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.KeyAgreement;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * One secret value that only one device can open, and only as the variable that it was sealed for.
 *
 * <pre>
 * ephemeral X25519 public key (32) · AES-256-GCM ciphertext and tag; as unpadded URL-safe base64
 * key    HKDF-SHA256(secret: X25519(ephemeral, device), salt: both public keys, info: a constant)
 * nonce  zeros: every box has a key of its own
 * bound  device, name and version, a line each, as associated data
 * </pre>
 */
public record SealedBox(String text) {
  private static final String INFO = "fleet sealed variable 1";
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  /** What a box is for; it opens as nothing else. */
  public record Label(DeviceId device, VariableName name, long version) {
    private byte[] bytes() {
      return "%s\n%s\n%d\n".formatted(device, name, version).getBytes(StandardCharsets.UTF_8);
    }
  }

  @JsonCreator
  public static SealedBox parse(String text) {
    return new SealedBox(text);
  }

  /**
   * Seals a value.
   *
   * @throws IllegalArgumentException when the key is no point to agree with
   */
  public static SealedBox seal(SealingKey to, Label label, Secret value) {
    try {
      var ephemeral = KeyPairGenerator.getInstance("X25519").generateKeyPair();
      var own = SealingKey.of(ephemeral.getPublic());
      var key = key(ephemeral.getPrivate(), to.key(), own, to);
      var cipher = cipher(Cipher.ENCRYPT_MODE, key, label);
      var sealed = cipher.doFinal(value.reveal().getBytes(StandardCharsets.UTF_8));
      var whole = Arrays.copyOf(own.bytes(), KEY_BYTES + sealed.length);
      System.arraycopy(sealed, 0, whole, KEY_BYTES, sealed.length);
      return new SealedBox(Base64.getUrlEncoder().withoutPadding().encodeToString(whole));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("could not seal " + label.name(), e);
    }
  }

  /**
   * Opens it.
   *
   * @throws IllegalArgumentException when it was sealed to another key or for another label, or was
   *     changed on its way
   */
  public Secret open(KeyPair device, Label label) {
    try {
      var whole = Base64.getUrlDecoder().decode(text);
      if (whole.length < KEY_BYTES) {
        throw new IllegalArgumentException("too short for a sealed box");
      }
      var from = SealingKey.of(Arrays.copyOf(whole, KEY_BYTES));
      var key = key(device.getPrivate(), from.key(), from, SealingKey.of(device.getPublic()));
      var cipher = cipher(Cipher.DECRYPT_MODE, key, label);
      var plain = cipher.doFinal(whole, KEY_BYTES, whole.length - KEY_BYTES);
      return Secret.of(new String(plain, StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "the box of variable %s does not open with this device's key".formatted(label.name()), e);
    }
  }

  private static SecretKey key(PrivateKey own, PublicKey other, SealingKey from, SealingKey to)
      throws GeneralSecurityException {
    var agreement = KeyAgreement.getInstance("X25519");
    agreement.init(own);
    agreement.doPhase(other, true);
    var salt = Arrays.copyOf(from.bytes(), 2 * KEY_BYTES);
    System.arraycopy(to.bytes(), 0, salt, KEY_BYTES, KEY_BYTES);
    var derivation =
        HKDFParameterSpec.ofExtract()
            .addIKM(agreement.generateSecret())
            .addSalt(salt)
            .thenExpand(INFO.getBytes(StandardCharsets.UTF_8), KEY_BYTES);
    // Unnamed, the search goes on through all providers, and each loads its classes on every
    // device.
    return KDF.getInstance("HKDF-SHA256", "SunJCE").deriveKey("AES", derivation);
  }

  private static Cipher cipher(int mode, SecretKey key, Label label)
      throws GeneralSecurityException {
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, new byte[NONCE_BYTES]));
    cipher.updateAAD(label.bytes());
    return cipher;
  }

  @Override
  @JsonValue
  public String toString() {
    return text;
  }
}
