package fleet.contract.node;

import fleet.contract.identity.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * The one key that every node of an installation is given. Nothing is sealed with it directly:
 * HKDF-SHA256 derives a key of its own for each purpose, so two owners never open each other's.
 */
public final class MasterKey {
  private static final int KEY_BYTES = 32;

  private final byte[] master;

  /**
   * The key that was given.
   *
   * @throws IllegalArgumentException when it is not {@linkplain #isSound sound}
   */
  public MasterKey(Secret key) {
    if (!isSound(key)) {
      throw new IllegalArgumentException("expected 32 bytes as unpadded URL-safe base64");
    }
    this.master = Base64.getUrlDecoder().decode(key.reveal());
  }

  /** Whether it is 32 bytes as URL-safe base64. */
  public static boolean isSound(Secret key) {
    try {
      return Base64.getUrlDecoder().decode(key.reveal()).length == KEY_BYTES;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** A key for one purpose, the same on every node. */
  public SecretKey derive(String purpose, String algorithm) {
    try {
      var derivation =
          HKDFParameterSpec.ofExtract()
              .addIKM(master)
              .thenExpand(purpose.getBytes(StandardCharsets.UTF_8), KEY_BYTES);
      return KDF.getInstance("HKDF-SHA256").deriveKey(algorithm, derivation);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("could not derive a key from the master key", e);
    }
  }

  /** Wraps the keys of one owner, for instance {@code fleet tunnel keys}. */
  public KeyWrap wrapFor(String owner) {
    return new KeyWrap(derive(owner, "AES"));
  }
}
