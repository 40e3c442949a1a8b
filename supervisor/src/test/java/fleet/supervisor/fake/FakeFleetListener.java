package fleet.supervisor.fake;

import fleet.contract.Json;
import fleet.contract.device.ServerMessage;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetSocketAddress;
import java.util.Optional;

/** Listens on one port, which stays the same when it is stopped and started again. */
final class FakeFleetListener {
  private static final int MAX_BODY = 4 * 1024 * 1024;

  private final String host;
  private final FakeFleet fleet;
  private final EventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private final ChannelGroup sockets = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private Optional<Channel> listening = Optional.empty();
  private int port;

  FakeFleetListener(String host, FakeFleet fleet) {
    this.host = host;
    this.fleet = fleet;
  }

  void start() {
    var bound =
        new ServerBootstrap()
            .group(group)
            .channel(NioServerSocketChannel.class)
            .childHandler(new Connection())
            .bind(new InetSocketAddress(host, port))
            .syncUninterruptibly()
            .channel();
    port = ((InetSocketAddress) bound.localAddress()).getPort();
    listening = Optional.of(bound);
  }

  int port() {
    return port;
  }

  void stop() {
    listening.ifPresent(channel -> channel.close().syncUninterruptibly());
    connections.close().syncUninterruptibly();
  }

  void close() {
    stop();
    group.shutdownGracefully().syncUninterruptibly();
  }

  void push(ServerMessage message) {
    var _ = sockets.writeAndFlush(new TextWebSocketFrame(Json.write(message)));
  }

  private final class Connection extends ChannelInitializer<Channel> {
    @Override
    protected void initChannel(Channel channel) {
      connections.add(channel);
      channel
          .pipeline()
          .addLast(
              new HttpServerCodec(),
              new HttpObjectAggregator(MAX_BODY),
              new FakeFleetRoutes(fleet, sockets));
    }
  }
}
