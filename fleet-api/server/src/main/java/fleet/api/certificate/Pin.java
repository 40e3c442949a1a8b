package fleet.api.certificate;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.util.Base64;

/**
 * What an authority is recognised by: SHA-256 of its public key (the DER of the {@code
 * SubjectPublicKeyInfo}), written {@code SHA256:} and unpadded base64, as OpenSSH writes keys.
 */
public record Pin(String text) {
  private static final String PREFIX = "SHA256:";

  public static Pin of(PublicKey key) {
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
      return new Pin(PREFIX + Base64.getEncoder().withoutPadding().encodeToString(hash));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime has no SHA-256", e);
    }
  }

  /** The hash itself, 32 bytes. */
  byte[] sha256() {
    return Base64.getDecoder().decode(text.substring(PREFIX.length()));
  }

  @Override
  public String toString() {
    return text;
  }
}
