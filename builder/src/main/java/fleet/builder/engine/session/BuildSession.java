package fleet.builder.engine.session;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.local.LocalServerChannel;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.Promise;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** One session, open until it is closed or the engine ends it. Thread-safe. */
public final class BuildSession implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final int PLAIN_PORT = 2375;

  private final String id;
  private final Channel channel;

  private BuildSession(String id, Channel channel) {
    this.id = id;
    this.channel = channel;
  }

  /**
   * Opens one, by blocking.
   *
   * @param engine {@code unix:///..} or {@code tcp://HOST:PORT}
   */
  public static BuildSession open(SessionLoop loop, URI engine, Offer offer, Silence silence)
      throws IOException {
    var id = UUID.randomUUID().toString().replace("-", "");
    var methods = Methods.of(offer);
    Promise<Void> upgraded = loop.group().next().newPromise();
    var channel = connect(loop, engine, pipeline(methods, silence, upgraded));
    var _ = channel.writeAndFlush(Unpooled.copiedBuffer(head(id, methods.keySet()), US_ASCII));
    if (!upgraded.awaitUninterruptibly(PATIENCE.toMillis()) || !upgraded.isSuccess()) {
      var _ = channel.close();
      throw new IOException("it opens no session", upgraded.cause());
    }
    return new BuildSession(id, channel);
  }

  private static ChannelInitializer<Channel> pipeline(
      Map<String, Method> methods, Silence silence, Promise<Void> upgraded) {
    var calls = setup(call -> call.pipeline().addLast(new Call(methods)));
    return setup(connection ->
        connection.pipeline().addLast(silence.handler(), new Upgrade(upgraded, calls)));
  }

  private static Channel connect(SessionLoop loop, URI engine, ChannelInitializer<Channel> setup)
      throws IOException {
    var connecting =
        new Bootstrap()
            .group(loop.group())
            .channelFactory(() -> channel(engine))
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) PATIENCE.toMillis())
            .handler(setup)
            .connect(address(engine))
            .awaitUninterruptibly();
    if (!connecting.isSuccess()) {
      throw new IOException(connecting.cause());
    }
    return connecting.channel();
  }

  /** By this a build names it. */
  public String id() {
    return id;
  }

  /** Where a build finds the context. */
  public String contextUrl() {
    return "http://buildkit-session/" + id;
  }

  @Override
  public void close() {
    var _ = channel.close();
  }

  /** With a parent that listens, for by that Netty tells on which side of HTTP/2 it is. */
  private static Channel channel(URI engine) {
    var parent = new LocalServerChannel();
    try {
      return isLocal(engine)
          ? new NioDomainSocketChannel(parent, SocketChannel.open(StandardProtocolFamily.UNIX))
          : new NioSocketChannel(parent, SocketChannel.open());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String head(String id, Set<String> methods) {
    var exposed =
        methods.stream()
            .sorted()
            .map("X-Docker-Expose-Session-Grpc-Method: %s\r\n"::formatted)
            .collect(Collectors.joining());
    return """
    POST /session HTTP/1.1\r
    Host: engine\r
    Connection: Upgrade\r
    Upgrade: h2c\r
    X-Docker-Expose-Session-Uuid: %s\r
    X-Docker-Expose-Session-Name: fleet\r
    X-Docker-Expose-Session-Sharedkey: fleet\r
    %s\r
    """
        .formatted(id, exposed);
  }

  private static boolean isLocal(URI engine) {
    return "unix".equals(engine.getScheme());
  }

  private static SocketAddress address(URI engine) {
    return isLocal(engine)
        ? UnixDomainSocketAddress.of(engine.getPath())
        : new InetSocketAddress(
            engine.getHost(), engine.getPort() < 0 ? PLAIN_PORT : engine.getPort());
  }

  private interface Setup {
    void of(Channel channel);
  }

  private static ChannelInitializer<Channel> setup(Setup setup) {
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(Channel channel) {
        setup.of(channel);
      }
    };
  }
}
