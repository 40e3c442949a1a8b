package fleet.api.access.provider;

import fleet.contract.identity.Secret;
import fleet.contract.node.MasterKey;
import fleet.contract.provider.NewProviderSignIn;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * What one sign-in must show its provider. All of it comes of the state, by a key that every node
 * has, so nothing of it is stored. Thread-safe.
 */
final class OneTime {
  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKey key;

  OneTime(MasterKey masterKey) {
    this.key = masterKey.derive("fleet api provider sign-ins", ALGORITHM);
  }

  String nonce(Secret state) {
    return of("nonce", state);
  }

  /** PKCE's verifier (RFC 7636). */
  String verifier(Secret state) {
    return of("verifier", state);
  }

  String challenge(Secret state) {
    return NewProviderSignIn.challengeOf(Secret.of(verifier(state)));
  }

  private String of(String what, Secret state) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return text(mac.doFinal((what + " " + state.reveal()).getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime has no " + ALGORITHM, e);
    }
  }

  private static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
