package fleet.api.access.provider;

import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What providers publish, kept for ten minutes; keys are asked for anew when none of those kept
 * signed a token. Blocking, thread-safe.
 */
final class Directory {
  private static final Duration FRESH = Duration.ofMinutes(10);
  private static final int MOST = 100;

  private final Map<URI, Kept<Metadata>> metadata = new ConcurrentHashMap<>();
  private final Map<URI, Kept<ProviderKeys>> keys = new ConcurrentHashMap<>();
  private final ProviderHttp http;
  private final InstantSource clock;

  private record Kept<T>(T value, Instant at) {}

  Directory(ProviderHttp http, InstantSource clock) {
    this.http = http;
    this.clock = clock;
  }

  Metadata metadata(URI issuer) {
    return fresh(metadata, issuer).orElseGet(() -> askMetadata(issuer));
  }

  /** The same, asked for now. */
  Metadata askMetadata(URI issuer) {
    var told = http.get(Metadata.address(issuer), "what it publishes about itself");
    var read = Metadata.read(told, issuer);
    Reach.require(read.token(), issuer);
    Reach.require(read.keys(), issuer);
    return keep(metadata, issuer, read);
  }

  /** The keys by which the token is checked. */
  ProviderKeys keys(URI issuer, SignedJWT token) {
    return fresh(keys, issuer).filter(kept -> kept.signed(token)).orElseGet(() -> askKeys(issuer));
  }

  private ProviderKeys askKeys(URI issuer) {
    var address = metadata(issuer).keys();
    Reach.require(address, issuer);
    return keep(keys, issuer, ProviderKeys.parse(http.get(address, "its keys")));
  }

  private <T> Optional<T> fresh(Map<URI, Kept<T>> from, URI issuer) {
    return Optional.ofNullable(from.get(issuer))
        .filter(kept -> clock.instant().isBefore(kept.at().plus(FRESH)))
        .map(Kept::value);
  }

  private <T> T keep(Map<URI, Kept<T>> in, URI issuer, T value) {
    if (in.size() >= MOST) {
      in.clear();
    }
    in.put(issuer, new Kept<>(value, clock.instant()));
    return value;
  }
}
