package fleet.api.access;

import fleet.contract.identity.Secret;
import fleet.contract.release.Digest;
import java.nio.charset.StandardCharsets;

/** Opaque tokens are 256 random bits, so a plain hash of them is enough at rest. */
public final class Tokens {
  private Tokens() {}

  /** SHA-256 of the token's text. */
  public static byte[] hash(Secret token) {
    return Digest.sha256().digest(token.reveal().getBytes(StandardCharsets.UTF_8));
  }
}
