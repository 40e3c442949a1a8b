package fleet.supervisor.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import javax.net.ssl.SSLException;

/** The JDK's TLS, which checks the certificate and that it is the host's. */
final class Tls {
  /** Made with the first connection that needs it. */
  private static final class Shared {
    static final SslContext CONTEXT = context();

    private static SslContext context() {
      try {
        return SslContextBuilder.forClient()
            .sslProvider(SslProvider.JDK)
            .endpointIdentificationAlgorithm("HTTPS")
            .build();
      } catch (SSLException e) {
        throw new IllegalStateException("could not set up TLS", e);
      }
    }
  }

  private Tls() {}

  static ChannelHandler client(Channel channel, Peer.Remote peer) {
    return Shared.CONTEXT.newHandler(channel.alloc(), peer.host(), peer.port());
  }
}
