package fleet.supervisor.engine;

import fleet.contract.Json;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.io.IOException;
import java.io.InputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** HTTP on the engine's unix socket: a connection for each call, which costs it nothing. */
final class EngineHttp {
  /** An answer; whoever reads it closes it. */
  record Answer(int status, InputStream body) implements AutoCloseable {
    byte[] bytes() throws IOException {
      return body.readAllBytes();
    }

    @Override
    public void close() throws IOException {
      body.close();
    }
  }

  private final Path socket;
  private final Bootstrap bootstrap;

  EngineHttp(EventLoop loop, Path socket) {
    this.socket = socket;
    this.bootstrap =
        new Bootstrap()
            .group(loop.group())
            .channel(NioDomainSocketChannel.class)
            .option(ChannelOption.AUTO_READ, false)
            .handler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel.pipeline().addLast(new HttpClientCodec());
                  }
                });
  }

  /**
   * Sends one request and returns when the head of its answer is there.
   *
   * @param patience how long the head may take
   */
  Answer send(HttpMethod method, String path, Optional<Object> body, Duration patience) {
    var channel = connect();
    var answer = new AnswerReader(channel);
    channel.pipeline().addLast(answer);
    var _ =
        channel
            .writeAndFlush(request(method, path, body))
            .addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
    channel.read();
    try {
      return answer.head(patience);
    } catch (IOException e) {
      var _ = channel.close();
      throw new EngineUnreachableException(
          "could not ask the engine at %s: %s".formatted(name(), e.getMessage()), e);
    }
  }

  private Channel connect() {
    var connecting = bootstrap.connect(UnixDomainSocketAddress.of(socket)).awaitUninterruptibly();
    if (connecting.isSuccess()) {
      return connecting.channel();
    }
    var cause = connecting.cause();
    throw new EngineUnreachableException(
        "could not reach the container engine at %s: %s".formatted(name(), cause.getMessage()),
        cause);
  }

  private String name() {
    return "unix://" + socket;
  }

  private static FullHttpRequest request(HttpMethod method, String path, Optional<Object> body) {
    var bytes = body.map(Json::writeBytes).orElseGet(() -> new byte[0]);
    var request =
        new DefaultFullHttpRequest(
            HttpVersion.HTTP_1_1, method, path, Unpooled.wrappedBuffer(bytes));
    request
        .headers()
        .set(HttpHeaderNames.HOST, "engine")
        .set(HttpHeaderNames.CONNECTION, "close")
        .set(HttpHeaderNames.CONTENT_TYPE, "application/json")
        .set(HttpHeaderNames.CONTENT_LENGTH, bytes.length);
    return request;
  }
}
