package fleet.contract.provider;

import fleet.contract.identity.Secret;
import fleet.contract.identity.UserName;
import fleet.contract.release.Digest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Somebody begins to sign in at a provider.
 *
 * @param challenge SHA-256 of a verifier that whoever begins keeps, as unpadded URL-safe base64;
 *     what the browser brings back opens nothing without the verifier
 * @param port where the program waits, for {@link Finish#LOOPBACK} alone
 * @param invitation code of an invitation, to become somebody new with it
 * @param user the name to have then; by what the provider tells when absent
 */
public record NewProviderSignIn(
    String challenge,
    Finish finish,
    Optional<Integer> port,
    Optional<Secret> invitation,
    Optional<UserName> user) {
  private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{43}");
  private static final int FIRST_PORT = 1024;
  private static final int LAST_PORT = 65_535;

  public NewProviderSignIn {
    if (!CHALLENGE.matcher(challenge).matches()) {
      throw new IllegalArgumentException("challenge: expected 43 characters of URL-safe base64");
    }
    if (port.isPresent() != (finish == Finish.LOOPBACK)) {
      throw new IllegalArgumentException("port: it goes with LOOPBACK, and only with it");
    }
    if (port.filter(number -> number < FIRST_PORT || number > LAST_PORT).isPresent()) {
      throw new IllegalArgumentException(
          "port: expected %d to %d".formatted(FIRST_PORT, LAST_PORT));
    }
    if (user.isPresent() && invitation.isEmpty()) {
      throw new IllegalArgumentException("user: only who is invited chooses a name");
    }
  }

  /** The challenge of a verifier: PKCE's S256 (RFC 7636). */
  public static String challengeOf(Secret verifier) {
    var hash = Digest.sha256().digest(verifier.reveal().getBytes(StandardCharsets.UTF_8));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
  }
}
