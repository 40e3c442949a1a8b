package fleet.tunnel.certificate;

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
 * Wraps keys at rest: AES-256-GCM under a key that HKDF-SHA256 derives from the master key. What is
 * wrapped is {@code nonce(12) ciphertext tag(16)}, bound to its name.
 */
final class KeyWrap {
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int KEY_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final SecretKey key;

  KeyWrap(Secret masterKey) {
    try {
      var derived =
          HKDFParameterSpec.ofExtract()
              .addIKM(Base64.getUrlDecoder().decode(masterKey.reveal()))
              .thenExpand("fleet tunnel keys".getBytes(StandardCharsets.UTF_8), KEY_BYTES);
      this.key = KDF.getInstance("HKDF-SHA256").deriveKey("AES", derived);
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
      var nonce = Arrays.copyOf(wrapped, NONCE_BYTES);
      return cipher(Cipher.DECRYPT_MODE, name, nonce)
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
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(name.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}
