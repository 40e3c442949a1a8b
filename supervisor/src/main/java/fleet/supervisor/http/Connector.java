package fleet.supervisor.http;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.function.Consumer;

/** Opens connections, by blocking. Thread-safe. */
public final class Connector {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final EventLoop loop;
  private final Tls tls;

  public Connector(EventLoop loop, Tls tls) {
    this.loop = loop;
    this.tls = tls;
  }

  /**
   * A connection that reads nothing until it is asked to, to a server that has proved who it is.
   *
   * @param handlers adds what stands above TLS
   */
  public Channel open(Peer peer, Consumer<ChannelPipeline> handlers) throws IOException {
    var connecting =
        new Bootstrap()
            .group(loop.group())
            .channel(
                peer instanceof Peer.Local ? NioDomainSocketChannel.class : NioSocketChannel.class)
            .option(ChannelOption.AUTO_READ, false)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) PATIENCE.toMillis())
            .handler(new Setup(peer, tls, handlers))
            .connect(address(peer))
            .awaitUninterruptibly();
    if (!connecting.isSuccess()) {
      throw asIo(connecting.cause());
    }
    var channel = connecting.channel();
    if (peer instanceof Peer.Remote remote && remote.secure()) {
      shakeHands(channel);
    }
    return channel;
  }

  /** The handshake has a time limit of its own. */
  private static void shakeHands(Channel channel) throws IOException {
    channel.read();
    var proved = channel.pipeline().get(SslHandler.class).handshakeFuture().awaitUninterruptibly();
    if (!proved.isSuccess()) {
      var _ = channel.close();
      throw asIo(unbelieved(proved.cause()));
    }
  }

  /** What was wrong with the certificate says more than that the handshake failed. */
  private static Throwable unbelieved(Throwable failure) {
    for (var cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateException) {
        return new IOException(cause.getMessage(), failure);
      }
    }
    return failure;
  }

  private static IOException asIo(Throwable cause) {
    return cause instanceof IOException known ? known : new IOException(cause);
  }

  /** Names are looked up here, on the caller's thread: the event loop must never wait. */
  private static SocketAddress address(Peer peer) throws UnknownHostException {
    return switch (peer) {
      case Peer.Local(var socket) -> UnixDomainSocketAddress.of(socket);
      case Peer.Remote(var host, var port, var _, var _) -> known(host, port);
    };
  }

  private static InetSocketAddress known(String host, int port) throws UnknownHostException {
    var address = new InetSocketAddress(host, port);
    if (address.isUnresolved()) {
      throw new UnknownHostException("the name %s is not known".formatted(host));
    }
    return address;
  }

  private static final class Setup extends ChannelInitializer<Channel> {
    private final Peer peer;
    private final Tls tls;
    private final Consumer<ChannelPipeline> handlers;

    Setup(Peer peer, Tls tls, Consumer<ChannelPipeline> handlers) {
      this.peer = peer;
      this.tls = tls;
      this.handlers = handlers;
    }

    @Override
    protected void initChannel(Channel channel) {
      if (peer instanceof Peer.Remote remote && remote.secure()) {
        channel.pipeline().addLast(tls.client(channel, remote));
      }
      handlers.accept(channel.pipeline());
    }
  }
}
