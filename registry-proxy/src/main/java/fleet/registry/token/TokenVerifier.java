package fleet.registry.token;

import fleet.contract.identity.PublicKey;
import fleet.contract.identity.SignedToken;
import fleet.contract.identity.TokenClaims;
import fleet.registry.access.Bearer;
import fleet.registry.problem.ErrorCode;
import fleet.registry.problem.RegistryException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Verifies bearer tokens. The key is fetched when the first token comes, kept, and fetched again
 * when a signature does not fit, but not more often than every few seconds: forged tokens must not
 * become requests to the API. Blocking and thread-safe.
 */
public final class TokenVerifier {
  private static final Logger LOG = LoggerFactory.getLogger(TokenVerifier.class);
  private static final String SCHEME = "Bearer ";
  private static final Duration BETWEEN_FETCHES = Duration.ofSeconds(3);
  private static final Duration BETWEEN_FIRST_TRIES = Duration.ofMillis(500);

  private final KeySource source;
  private final Clock clock;
  private final ReentrantLock fetching = new ReentrantLock();
  private volatile @Nullable PublicKey key;
  private Instant lastFetch = Instant.EPOCH;

  public TokenVerifier(KeySource source, Clock clock) {
    this.source = source;
    this.clock = clock;
  }

  /**
   * Reads an Authorization header.
   *
   * @throws RegistryException UNAVAILABLE when the key is not known and the API does not tell it
   */
  public Bearer verify(Optional<String> authorization) {
    var token = authorization.filter(TokenVerifier::isBearer);
    if (token.isEmpty()) {
      return new Bearer.Anonymous();
    }
    var claims = claims(token.get().substring(SCHEME.length()).strip());
    return claims.isPresent() ? new Bearer.Signed(claims.get()) : new Bearer.Forged();
  }

  private Optional<TokenClaims> claims(String token) {
    var known = key;
    if (known != null) {
      var claims = SignedToken.verify(token, known);
      if (claims.isPresent()) {
        return claims;
      }
    }
    return SignedToken.verify(token, newerThan(known));
  }

  /** Returns another key than the given one if there is one by now. */
  private PublicKey newerThan(@Nullable PublicKey known) {
    fetching.lock();
    try {
      var current = key;
      if (current == null) {
        current = firstKey();
      } else if (current.equals(known) && mayFetch(BETWEEN_FETCHES)) {
        current = fetch().orElse(current);
      }
      key = current;
      return current;
    } finally {
      fetching.unlock();
    }
  }

  /** Those who waited while the API did not answer are told so, instead of asking it in a row. */
  private PublicKey firstKey() {
    return (mayFetch(BETWEEN_FIRST_TRIES) ? fetch() : Optional.<PublicKey>empty())
        .orElseThrow(() ->
            new RegistryException(
                ErrorCode.UNAVAILABLE,
                "tokens cannot be checked now, since the API does not answer",
                Map.of("Retry-After", "2")));
  }

  private boolean mayFetch(Duration pause) {
    return !clock.instant().isBefore(lastFetch.plus(pause));
  }

  private Optional<PublicKey> fetch() {
    try {
      return Optional.of(source.fetch());
    } catch (RuntimeException e) {
      LOG.atWarn().setCause(e).log("could not fetch the key that verifies tokens");
      return Optional.empty();
    } finally {
      lastFetch = clock.instant();
    }
  }

  private static boolean isBearer(String header) {
    return header.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
  }
}
