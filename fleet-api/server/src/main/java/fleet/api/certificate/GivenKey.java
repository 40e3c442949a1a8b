package fleet.api.certificate;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The key and the certificate that the operator brought. When the files change, the next handshake
 * is given what they hold now; while that proves nothing, such as between the writing of the two,
 * what was there before stays. Thread-safe.
 */
public final class GivenKey extends ServerKey {
  private static final Logger LOG = LoggerFactory.getLogger(GivenKey.class);
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

  /**
   * What is served. A handshake asks for the key and the chain apart, by the name that it was
   * given; so the pair before stays for those that began with it.
   *
   * @param contents what the files held of it
   * @param complaint what is wrong with the files since then, so that it is told once
   */
  private record Served(
      int generation,
      GivenPair pair,
      Optional<GivenPair> before,
      CertificateFiles.Contents contents,
      Optional<String> complaint,
      Instant lookAt) {
    Served lookedAt(Optional<String> wrong, Instant next) {
      return new Served(generation, pair, before, contents, wrong, next);
    }

    Served followedBy(GivenPair next, CertificateFiles.Contents seen, Instant lookAt) {
      return new Served(generation + 1, next, Optional.of(pair), seen, Optional.empty(), lookAt);
    }

    GivenPair of(String alias) {
      return alias.equals(alias()) ? pair : before.orElse(pair);
    }

    String alias() {
      return "server " + generation;
    }
  }

  private final CertificateFiles files;
  private final InstantSource clock;
  private volatile Served served;

  /**
   * Reads the files.
   *
   * @throws IllegalArgumentException with one sentence when no server can prove itself by them
   */
  public GivenKey(CertificateFiles files, InstantSource clock) {
    this.files = files;
    this.clock = clock;
    var now = clock.instant();
    var contents = files.contents();
    var pair = files.pair(contents, now);
    var lookAt = now.plus(LOOK_AGAIN);
    this.served = new Served(1, pair, Optional.empty(), contents, Optional.empty(), lookAt);
  }

  @Override
  public X509Certificate[] getCertificateChain(String alias) {
    return served.of(alias).chain().toArray(X509Certificate[]::new);
  }

  @Override
  public PrivateKey getPrivateKey(String alias) {
    return served.of(alias).key();
  }

  @Override
  @Nullable String alias(String keyType) {
    var now = current();
    return now.pair().kind().equals(keyType) ? now.alias() : null;
  }

  private Served current() {
    var known = served;
    return clock.instant().isBefore(known.lookAt()) ? known : lookAgain();
  }

  private synchronized Served lookAgain() {
    var now = clock.instant();
    var known = served;
    if (!now.isBefore(known.lookAt())) {
      served = next(known, now);
    }
    return served;
  }

  private Served next(Served known, Instant now) {
    var lookAt = now.plus(LOOK_AGAIN);
    try {
      var seen = files.contents();
      if (seen.equals(known.contents())) {
        return known.lookedAt(Optional.empty(), lookAt);
      }
      var next = files.pair(seen, now);
      LOG.atInfo()
          .addKeyValue("file", files.chain())
          .addKeyValue("until", next.chain().getFirst().getNotAfter().toInstant())
          .log("the server proves itself by a new certificate");
      return known.followedBy(next, seen, lookAt);
    } catch (IllegalArgumentException e) {
      var wrong = Optional.ofNullable(e.getMessage());
      if (!wrong.equals(known.complaint())) {
        LOG.atWarn()
            .addKeyValue("reason", e.getMessage())
            .log("the server goes on with the certificate that it had");
      }
      return known.lookedAt(wrong, lookAt);
    }
  }
}
