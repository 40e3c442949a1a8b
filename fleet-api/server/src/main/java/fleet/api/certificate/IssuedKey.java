package fleet.api.certificate;

import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The key by which this process proves that it is the server, with a certificate that is always
 * good: when two thirds of its time are over, or the machine's addresses changed, the next
 * handshake is given a new one. The key lives as long as the process, and is nowhere else.
 * Thread-safe.
 */
public final class IssuedKey extends ServerKey {
  private static final String ALIAS = "server";
  private static final String TYPE = "EC";
  private static final Duration RENEWED_AFTER = Authority.SERVER_VALID.dividedBy(3).multipliedBy(2);

  /** How long an address that the machine just got may be missing. */
  private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);

  private record Issued(
      X509Certificate certificate, List<Host> hosts, Instant renewAt, Instant lookAt) {
    Issued lookedAt(Instant now) {
      return new Issued(certificate, hosts, renewAt, now.plus(LOOK_AGAIN));
    }
  }

  private final Authority authority;
  private final Supplier<List<Host>> hosts;
  private final InstantSource clock;
  private final KeyPair pair = Authority.newPair();
  private volatile Issued current;

  /**
   * Issues the first certificate.
   *
   * @param hosts asked again now and then
   */
  public IssuedKey(Authority authority, Supplier<List<Host>> hosts, InstantSource clock) {
    this.authority = authority;
    this.hosts = hosts;
    this.clock = clock;
    this.current = issued(hosts.get(), clock.instant());
  }

  @Override
  public X509Certificate[] getCertificateChain(String alias) {
    return new X509Certificate[] {certificate(), authority.certificate()};
  }

  @Override
  public PrivateKey getPrivateKey(String alias) {
    return pair.getPrivate();
  }

  @Override
  @Nullable String alias(String keyType) {
    return TYPE.equals(keyType) ? ALIAS : null;
  }

  /** The one for now. Two handshakes at once may both issue one: both are good. */
  private X509Certificate certificate() {
    var now = clock.instant();
    var known = current;
    if (now.isBefore(known.lookAt())) {
      return known.certificate();
    }
    var called = hosts.get();
    var stays = now.isBefore(known.renewAt()) && called.equals(known.hosts());
    var next = stays ? known.lookedAt(now) : issued(called, now);
    current = next;
    return next.certificate();
  }

  private Issued issued(List<Host> called, Instant now) {
    var certificate = authority.issue(pair.getPublic(), called, now);
    return new Issued(certificate, called, now.plus(RENEWED_AFTER), now.plus(LOOK_AGAIN));
  }
}
