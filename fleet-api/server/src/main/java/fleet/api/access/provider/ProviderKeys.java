package fleet.api.access.provider;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;

/** The public keys that a provider publishes (RFC 7517). Immutable. */
final class ProviderKeys {
  private static final int MOST = 100;
  private static final int LEAST_RSA_BITS = 2048;

  private final JWKSet keys;

  private ProviderKeys(JWKSet keys) {
    this.keys = keys;
  }

  /**
   * Reads a set of keys.
   *
   * @throws ProviderFault when it is none
   */
  static ProviderKeys parse(String json) {
    try {
      var keys = JWKSet.parse(json);
      if (keys.size() > MOST) {
        throw new ProviderFault("it publishes more than %d keys".formatted(MOST));
      }
      return new ProviderKeys(keys);
    } catch (ParseException e) {
      throw new ProviderFault("what it publishes as keys are none", e);
    }
  }

  /** Says whether one of them, fit for the token's algorithm, signed it. */
  boolean signed(SignedJWT token) {
    var fitting = JWKMatcher.forJWSHeader(token.getHeader());
    return fitting != null
        && new JWKSelector(fitting).select(keys).stream().anyMatch(key -> verifies(key, token));
  }

  private static boolean verifies(JWK key, SignedJWT token) {
    var header = token.getHeader();
    var signature = token.getSignature();
    var message = token.getSigningInput();
    try {
      return switch (key) {
        case RSAKey rsa ->
            rsa.size() >= LEAST_RSA_BITS
                && new RSASSAVerifier(rsa).verify(header, message, signature);
        case ECKey curve -> new ECDSAVerifier(curve).verify(header, message, signature);
        case OctetKeyPair pair -> Ed25519.verifies(pair, message, signature.decode());
        default -> false;
      };
    } catch (JOSEException e) {
      return false;
    }
  }
}
