package fleet.registry.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Listens, and gives each connection its pipeline. */
public final class RegistryListener implements AutoCloseable {
  private static final int MAX_LINE_BYTES = 8 * 1024;
  private static final int MAX_HEADER_BYTES = 32 * 1024;
  private static final int MAX_READ_BYTES = 512 * 1024;
  private static final int IDLE_SECONDS = 60;
  private static final int CLOSE_SECONDS = 10;

  private final Dispatcher dispatcher;
  private final ChannelGroup channels = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
  private @Nullable MultiThreadIoEventLoopGroup loops;
  private @Nullable ExecutorService workers;
  private int port;

  public RegistryListener(Dispatcher dispatcher) {
    this.dispatcher = dispatcher;
  }

  /**
   * Opens the port on each host.
   *
   * @throws UncheckedIOException when it is in use
   */
  public void start(List<String> hosts, int wantedPort) {
    var cores = Runtime.getRuntime().availableProcessors();
    var eventLoops = new MultiThreadIoEventLoopGroup(cores, NioIoHandler.newFactory());
    loops = eventLoops;
    var threads = Thread.ofVirtual().name("registry-", 0).factory();
    var executor = Executors.newThreadPerTaskExecutor(threads);
    workers = executor;
    var bootstrap = bootstrap(eventLoops, executor);
    for (var host : hosts) {
      var channel = bind(bootstrap, host, wantedPort);
      channels.add(channel);
      port = ((InetSocketAddress) channel.localAddress()).getPort();
    }
  }

  private ServerBootstrap bootstrap(MultiThreadIoEventLoopGroup loops, ExecutorService workers) {
    return new ServerBootstrap()
        .group(loops)
        .channel(NioServerSocketChannel.class)
        .option(ChannelOption.SO_BACKLOG, 1024)
        .childOption(ChannelOption.AUTO_READ, false)
        .childOption(ChannelOption.TCP_NODELAY, true)
        .childOption(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
        .childOption(
            ChannelOption.RECVBUF_ALLOCATOR,
            new AdaptiveRecvByteBufAllocator(1024, 4096, MAX_READ_BYTES))
        .childHandler(
            new ChannelInitializer<SocketChannel>() {
              @Override
              protected void initChannel(SocketChannel channel) {
                channels.add(channel);
                fill(channel, workers);
              }
            });
  }

  private void fill(SocketChannel channel, ExecutorService workers) {
    var limits =
        new HttpDecoderConfig()
            .setMaxInitialLineLength(MAX_LINE_BYTES)
            .setMaxHeaderSize(MAX_HEADER_BYTES)
            .setMaxChunkSize(MAX_READ_BYTES);
    channel
        .pipeline()
        .addLast(new TlsHelloGuard())
        .addLast(new HttpServerCodec(limits))
        .addLast(new MessageGate())
        .addLast(new IdleStateHandler(true, 0, 0, IDLE_SECONDS, TimeUnit.SECONDS))
        .addLast(new ConnectionHandler(dispatcher, workers));
  }

  private static Channel bind(ServerBootstrap bootstrap, String host, int port) {
    var bound = bootstrap.bind(host, port).awaitUninterruptibly();
    if (bound.isSuccess()) {
      return bound.channel();
    }
    var cause = bound.cause();
    var reason = String.valueOf(cause.getMessage());
    if (cause instanceof BindException && reason.contains("in use")) {
      throw new UncheckedIOException(
          "port %d on %s is in use".formatted(port, host), new BindException(reason));
    }
    throw new UncheckedIOException(
        "could not listen on %s port %d: %s".formatted(host, port, reason),
        new BindException(reason));
  }

  /** The port that was opened. */
  public int port() {
    return port;
  }

  /** Cuts all connections; uploads under way stay resumable. */
  @Override
  public void close() {
    channels.close().awaitUninterruptibly();
    if (workers != null) {
      workers.shutdownNow();
      awaitWorkers(workers);
    }
    if (loops != null) {
      loops.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
    }
  }

  private static void awaitWorkers(ExecutorService workers) {
    try {
      var _ = workers.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
