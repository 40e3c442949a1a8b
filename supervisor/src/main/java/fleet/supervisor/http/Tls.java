package fleet.supervisor.http;

import fleet.contract.trust.AuthorityPin;
import io.netty.channel.Channel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** The JDK's TLS, which checks the certificate and that it is the host's. Thread-safe. */
public final class Tls {
  private static final String[] VERSIONS = {"TLSv1.3", "TLSv1.2"};

  private final Optional<AuthorityPin> pin;
  private @Nullable SslContext context;

  /**
   * @param pin the only authority believed; those of this machine where absent
   */
  public Tls(Optional<AuthorityPin> pin) {
    this.pin = pin;
  }

  SslHandler client(Channel channel, Peer.Remote peer) {
    return context().newHandler(channel.alloc(), peer.host(), peer.port());
  }

  /** Made with the first connection that needs it. */
  private synchronized SslContext context() {
    var made = context;
    if (made == null) {
      made = make();
      context = made;
    }
    return made;
  }

  private SslContext make() {
    var builder =
        SslContextBuilder.forClient()
            .sslProvider(SslProvider.JDK)
            .protocols(VERSIONS)
            .endpointIdentificationAlgorithm("HTTPS");
    pin.ifPresent(expected -> builder.trustManager(new PinnedTrust(expected)));
    try {
      return builder.build();
    } catch (SSLException e) {
      throw new IllegalStateException("could not set up TLS", e);
    }
  }
}
