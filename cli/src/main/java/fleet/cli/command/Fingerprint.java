package fleet.cli.command;

import fleet.contract.release.Digest;
import fleet.contract.trust.Envelope;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * What one generation of a fleet's signers is recognised by: SHA-256 of the bytes that were signed
 * of it, written {@code SHA256:} and unpadded base64, as OpenSSH writes keys.
 */
record Fingerprint(String text) {
  private static final String PREFIX = "SHA256:";
  private static final Pattern FORM = Pattern.compile("SHA256:[A-Za-z0-9+/]{43}");

  Fingerprint {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "expected what fleet trust signers shows, SHA256: and 43 characters");
    }
  }

  /**
   * Of what this envelope says.
   *
   * @throws IllegalArgumentException when its payload is not base64
   */
  static Fingerprint of(Envelope said) {
    var hash = Digest.sha256().digest(Base64.getDecoder().decode(said.payload()));
    return new Fingerprint(PREFIX + Base64.getEncoder().withoutPadding().encodeToString(hash));
  }

  @Override
  public String toString() {
    return text;
  }
}
