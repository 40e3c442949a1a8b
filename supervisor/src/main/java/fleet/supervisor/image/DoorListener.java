package fleet.supervisor.image;

import fleet.supervisor.http.EventLoop;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/** HTTP on 127.0.0.1, one request after the other on each connection, each on its own thread. */
final class DoorListener implements AutoCloseable {
  /** Answers a request by blocking. */
  @FunctionalInterface
  interface Answerer {
    void answer(String path, Reply reply) throws IOException;
  }

  private static final int MAX_BODY = 1024;

  private final EventLoop loop;
  private final int wantedPort;
  private final Answerer answerer;
  private Optional<Channel> channel = Optional.empty();

  DoorListener(EventLoop loop, int port, Answerer answerer) {
    this.loop = loop;
    this.wantedPort = port;
    this.answerer = answerer;
  }

  void start() {
    var binding =
        new ServerBootstrap()
            .group(loop.group())
            .channel(NioServerSocketChannel.class)
            .childHandler(new Connection())
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wantedPort))
            .awaitUninterruptibly();
    if (!binding.isSuccess()) {
      throw new UncheckedIOException(
          "could not open the door on port %d of 127.0.0.1: it is in use".formatted(wantedPort),
          new IOException(binding.cause()));
    }
    channel = Optional.of(binding.channel());
  }

  int port() {
    var address = (InetSocketAddress) channel.orElseThrow().localAddress();
    return address.getPort();
  }

  @Override
  public void close() {
    channel.ifPresent(open -> open.close().awaitUninterruptibly());
  }

  private final class Connection extends ChannelInitializer<Channel> {
    @Override
    protected void initChannel(Channel child) {
      child
          .pipeline()
          .addLast(new HttpServerCodec(), new HttpObjectAggregator(MAX_BODY), new Requests());
    }
  }

  private final class Requests extends SimpleChannelInboundHandler<FullHttpRequest> {
    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
      // The engine tries TLS first; what it sends is no HTTP, and hanging up makes it try without.
      var readable = request.decoderResult().isSuccess();
      var reading =
          request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
      if (!readable || !reading) {
        var _ = context.close();
        return;
      }
      var path = request.uri();
      var reply = new Reply(context.channel(), request.method().equals(HttpMethod.HEAD));
      Thread.ofVirtual().name("door").start(() -> answer(path, reply));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      var _ = context.close();
    }

    private void answer(String path, Reply reply) {
      try {
        answerer.answer(path, reply);
      } catch (IOException e) {
        reply.abort();
      }
    }
  }
}
