package fleet.api.access;

import fleet.contract.identity.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Opaque tokens are 256 random bits, so a plain hash of them is enough at rest. */
public final class Tokens {
  private Tokens() {}

  /** SHA-256 of the token's text. */
  public static byte[] hash(Secret token) {
    try {
      return MessageDigest.getInstance("SHA-256")
          .digest(token.reveal().getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java runtime has no SHA-256", e);
    }
  }
}
