package fleet.builder.engine.session;

import static java.nio.charset.StandardCharsets.US_ASCII;

import fleet.builder.engine.address.EngineDoor;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.local.LocalServerChannel;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Promise;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A connection to an engine that becomes one of HTTP/2, on which either side may be the server. */
final class Takeover {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final SessionLoop loop;
  private final EngineDoor door;

  Takeover(SessionLoop loop, EngineDoor door) {
    this.loop = loop;
    this.door = door;
  }

  /**
   * Opens one where we answer, by blocking.
   *
   * @param head the request for it
   * @param watch sees all bytes that come
   * @param calls sets up each call that the engine makes
   */
  Channel asServer(String head, ChannelHandler watch, ChannelInitializer<Channel> calls)
      throws IOException {
    return open(head, List.of(watch), Upgrade.asServer(promise(), calls), parent());
  }

  /** Opens one where we ask, by blocking. */
  Channel asClient(String head) throws IOException {
    return open(head, List.of(), Upgrade.asClient(promise()), null);
  }

  private Promise<Void> promise() {
    return loop.group().next().newPromise();
  }

  /** One that could listen: by that Netty tells on which side of HTTP/2 a channel is. */
  private Channel parent() {
    if (door.isSocket()) {
      return new LocalServerChannel();
    }
    var parent = new NioServerSocketChannel();
    parent.unsafe().closeForcibly();
    return parent;
  }

  private Channel open(
      String head, List<ChannelHandler> before, Upgrade upgrade, @Nullable Channel parent)
      throws IOException {
    var channel = connect(parent, before, upgrade);
    var _ = channel.writeAndFlush(Unpooled.copiedBuffer(head, US_ASCII));
    var upgraded = upgrade.upgraded();
    if (!upgraded.awaitUninterruptibly(PATIENCE.toMillis()) || !upgraded.isSuccess()) {
      var _ = channel.close();
      throw new IOException("it opens no session", upgraded.cause());
    }
    return channel;
  }

  private Channel connect(@Nullable Channel parent, List<ChannelHandler> before, Upgrade upgrade)
      throws IOException {
    var connecting =
        new Bootstrap()
            .group(loop.group())
            .channelFactory(() -> channel(parent))
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) PATIENCE.toMillis())
            .handler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    door.tls().map(Takeover.this::tls).ifPresent(channel.pipeline()::addLast);
                    before.forEach(channel.pipeline()::addLast);
                    channel.pipeline().addLast(upgrade);
                  }
                })
            .connect(door.socketAddress())
            .awaitUninterruptibly();
    if (!connecting.isSuccess()) {
      throw new IOException(connecting.cause());
    }
    return connecting.channel();
  }

  private SslHandler tls(SSLContext context) {
    var engine = context.createSSLEngine(door.uri().getHost(), door.uri().getPort());
    engine.setUseClientMode(true);
    var parameters = engine.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    engine.setSSLParameters(parameters);
    return new SslHandler(engine);
  }

  private Channel channel(@Nullable Channel parent) {
    try {
      return door.isSocket()
          ? new NioDomainSocketChannel(parent, SocketChannel.open(StandardProtocolFamily.UNIX))
          : new NioSocketChannel(parent, SocketChannel.open());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
