package fleet.builder.engine.session;

import com.google.protobuf.InvalidProtocolBufferException;
import fleet.builder.engine.address.EngineDoor;
import fleet.contract.release.Platform;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2StreamChannelBootstrap;
import io.netty.handler.codec.http2.Http2StreamFrame;
import io.netty.util.concurrent.Promise;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Asks an engine for what its BuildKit runs programs of. BuildKit finds out by running a few bytes
 * of each platform, whenever it is asked.
 *
 * <pre>
 * POST /grpc, Upgrade: h2c -> 101 -> /moby.buildkit.v1.Control/ListWorkers {}
 *   -> { repeated 1 record { repeated 3 platform { 1 architecture, 2 os, 3 variant } } }
 * </pre>
 */
public final class Workers {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int MAX_BYTES = 1024 * 1024;
  private static final int HEAD = 5;

  private static final String REQUEST =
      """
      POST /grpc HTTP/1.1\r
      Host: engine\r
      Connection: Upgrade\r
      Upgrade: h2c\r
      \r
      """;

  private Workers() {}

  /** All platforms whose programs run there, by blocking. */
  public static Set<Platform> platforms(SessionLoop loop, EngineDoor engine) throws IOException {
    var channel = new Takeover(loop, engine).asClient(REQUEST);
    try {
      Promise<byte[]> answer = loop.group().next().newPromise();
      ask(channel, answer);
      if (!answer.awaitUninterruptibly(PATIENCE.toMillis()) || !answer.isSuccess()) {
        throw new IOException("it tells no platforms", answer.cause());
      }
      return read(answer.getNow());
    } finally {
      var _ = channel.close();
    }
  }

  private static void ask(Channel channel, Promise<byte[]> answer) throws IOException {
    var opening =
        new Http2StreamChannelBootstrap(channel)
            .handler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel stream) {
                    stream.pipeline().addLast(new Reply(answer));
                  }
                })
            .open()
            .awaitUninterruptibly();
    if (!opening.isSuccess()) {
      throw new IOException(opening.cause());
    }
    var headers =
        new DefaultHttp2Headers()
            .method("POST")
            .scheme("http")
            .authority("engine")
            .path("/moby.buildkit.v1.Control/ListWorkers")
            .set("content-type", "application/grpc")
            .set("te", "trailers");
    var stream = opening.getNow();
    var _ = stream.write(new DefaultHttp2HeadersFrame(headers, false));
    var _ =
        stream.writeAndFlush(
            new DefaultHttp2DataFrame(Unpooled.wrappedBuffer(new byte[HEAD]), true));
  }

  static Set<Platform> read(byte[] message) throws IOException {
    var platforms = new LinkedHashSet<Platform>();
    for (var worker : Message.all(message, 1)) {
      for (var platform : Message.all(worker, 3)) {
        platform(platform).ifPresent(platforms::add);
      }
    }
    return platforms;
  }

  /** Absent for one that is no platform of ours. */
  private static Optional<Platform> platform(byte[] message) throws IOException {
    try {
      return Optional.of(
          new Platform(
              Message.text(message, 2), Message.text(message, 1), Message.text(message, 3)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Gathers one message, up to the trailers. Mutable, of one call. */
  private static final class Reply extends SimpleChannelInboundHandler<Http2StreamFrame> {
    private final Promise<byte[]> answer;
    private final ByteBuf gathered = Unpooled.buffer();

    Reply(Promise<byte[]> answer) {
      this.answer = answer;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, Http2StreamFrame frame)
        throws IOException {
      if (frame instanceof Http2DataFrame data) {
        if (gathered.readableBytes() + data.content().readableBytes() > MAX_BYTES) {
          throw new InvalidProtocolBufferException("it tells too much");
        }
        gathered.writeBytes(data.content());
      }
      if (frame instanceof Http2HeadersFrame headers && headers.isEndStream()) {
        end(String.valueOf(headers.headers().get("grpc-status")));
      }
    }

    private void end(String status) {
      if (!status.equals("0") || gathered.readableBytes() < HEAD) {
        var _ = answer.tryFailure(new IOException("it answers with status " + status));
        return;
      }
      var message = new byte[gathered.readableBytes() - HEAD];
      gathered.skipBytes(HEAD).readBytes(message);
      var _ = answer.trySuccess(message);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      var _ = answer.tryFailure(new IOException("the engine ended the call"));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      var _ = answer.tryFailure(cause);
      var _ = context.close();
    }
  }
}
