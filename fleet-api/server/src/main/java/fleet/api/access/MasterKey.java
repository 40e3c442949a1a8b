package fleet.api.access;

import fleet.contract.identity.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * Wraps keys at rest with AES-256-GCM under keys that HKDF-SHA256 derives, one for each purpose.
 * What is wrapped is {@code nonce(12) ciphertext tag(16)}, bound to its name.
 */
public final class MasterKey {
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int KEY_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final byte[] master;
  private final SecretKey wrapping;

  /**
   * @param key 32 bytes as URL-safe base64
   */
  public MasterKey(Secret key) {
    this.master = Base64.getUrlDecoder().decode(key.reveal());
    this.wrapping = derive("fleet api keys", "AES");
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

  byte[] wrap(String name, byte[] plain) {
    var nonce = new byte[NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    try {
      var sealed = cipher(Cipher.ENCRYPT_MODE, name, nonce).doFinal(plain);
      var wrapped = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
      System.arraycopy(sealed, 0, wrapped, NONCE_BYTES, sealed.length);
      return wrapped;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("could not wrap key " + name, e);
    }
  }

  /**
   * @throws IllegalStateException when it was wrapped by another master key, or under another name
   */
  byte[] unwrap(String name, byte[] wrapped) {
    try {
      return cipher(Cipher.DECRYPT_MODE, name, Arrays.copyOf(wrapped, NONCE_BYTES))
          .doFinal(wrapped, NONCE_BYTES, wrapped.length - NONCE_BYTES);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IllegalStateException(
          "could not unwrap key %s: the master key is not the one it was wrapped by"
              .formatted(name),
          e);
    }
  }

  private Cipher cipher(int mode, String name, byte[] nonce) throws GeneralSecurityException {
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, wrapping, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(name.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}
