package fleet.contract.identity;

import fleet.contract.Json;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * A short-lived bearer token: a JSON Web Token (RFC 7519) in compact form, signed with Ed25519
 * ({@code "alg":"EdDSA"}, RFC 8037). Only this one algorithm is ever accepted.
 */
public final class SignedToken {
  private static final int MAX_CHARS = 16 * 1024;
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
  private static final String HEADER =
      ENCODER.encodeToString(Json.writeBytes(Map.of("alg", "EdDSA")));

  private SignedToken() {}

  /** Signs the claims; the key must be an Ed25519 one. */
  public static String sign(TokenClaims claims, PrivateKey key) {
    var signed = HEADER + "." + ENCODER.encodeToString(Json.writeBytes(claims));
    try {
      var signature = Signature.getInstance("Ed25519");
      signature.initSign(key);
      signature.update(signed.getBytes(StandardCharsets.US_ASCII));
      return signed + "." + ENCODER.encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("could not sign a token", e);
    }
  }

  /**
   * Returns the claims when the signature is this key's; nothing for any other text. The caller
   * still checks audience and expiry, which need a clock.
   */
  public static Optional<TokenClaims> verify(String token, PublicKey key) {
    if (token.length() > MAX_CHARS || !token.startsWith(HEADER + ".")) {
      return Optional.empty();
    }
    var end = token.lastIndexOf('.');
    if (end <= HEADER.length()) {
      return Optional.empty();
    }
    try {
      var signature = Base64.getUrlDecoder().decode(token.substring(end + 1));
      var signed = token.substring(0, end).getBytes(StandardCharsets.US_ASCII);
      if (!key.verifies(signed, signature)) {
        return Optional.empty();
      }
      var claims = Base64.getUrlDecoder().decode(token.substring(HEADER.length() + 1, end));
      return Optional.of(Json.read(claims, TokenClaims.class));
    } catch (IllegalArgumentException | UncheckedIOException e) {
      return Optional.empty();
    }
  }
}
