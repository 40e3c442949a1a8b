package fleet.contract.trust;

import fleet.contract.release.Digest;
import java.security.PublicKey;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * What an authority is recognised by: SHA-256 of its public key (the DER of the {@code
 * SubjectPublicKeyInfo}), written {@code SHA256:} and unpadded base64, as OpenSSH writes keys.
 */
public record AuthorityPin(String text) {
  private static final String PREFIX = "SHA256:";
  private static final Pattern FORM = Pattern.compile("SHA256:[A-Za-z0-9+/]{43}");

  /**
   * @throws IllegalArgumentException when it is not of that form
   */
  public AuthorityPin {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "expected an authority such as the server prints it, SHA256: and 43 characters");
    }
  }

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
