package fleet.contract.trust;

import fleet.contract.release.Digest;
import java.security.PublicKey;
import java.util.Base64;

/**
 * What an authority is recognised by: SHA-256 of its public key (the DER of the {@code
 * SubjectPublicKeyInfo}), written {@code SHA256:} and unpadded base64, as OpenSSH writes keys.
 */
public record AuthorityPin(String text) {
  private static final String PREFIX = "SHA256:";

  public static AuthorityPin of(PublicKey key) {
    var hash = Digest.sha256().digest(key.getEncoded());
    return new AuthorityPin(PREFIX + Base64.getEncoder().withoutPadding().encodeToString(hash));
  }

  /** The hash itself, 32 bytes. */
  public byte[] sha256() {
    return Base64.getDecoder().decode(text.substring(PREFIX.length()));
  }

  @Override
  public String toString() {
    return text;
  }
}
