package fleet.builder.engine.session;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.util.concurrent.Promise;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Reads the engine's answer to the upgrade, and gives the connection over to HTTP/2 with what
 * follows. Not Netty's client codec: that would take the preface for HTTP/1.1. Mutable, of one
 * connection.
 */
final class Upgrade extends ByteToMessageDecoder {
  private static final int MAX_HEAD = 16 * 1024;
  private static final int MAX_CALLS = 64;
  private static final String END = "\r\n\r\n";

  private final Promise<Void> upgraded;
  private final ChannelInitializer<?> calls;

  /**
   * @param calls sets up each call that the engine makes
   */
  Upgrade(Promise<Void> upgraded, ChannelInitializer<?> calls) {
    this.upgraded = upgraded;
    this.calls = calls;
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out)
      throws IOException {
    var seen =
        in.toString(
            in.readerIndex(), Math.min(in.readableBytes(), MAX_HEAD), StandardCharsets.US_ASCII);
    var end = seen.indexOf(END);
    if (end < 0 && seen.length() < MAX_HEAD) {
      return;
    }
    if (!seen.startsWith("HTTP/1.1 101 ") || end < 0) {
      throw new IOException("it refuses a session: " + seen.lines().findFirst().orElse(""));
    }
    in.skipBytes(end + END.length());
    context.pipeline().addLast(codec(), new Http2MultiplexHandler(calls));
    var _ = context.pipeline().remove(this);
    var _ = upgraded.trySuccess(null);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) throws Exception {
    var _ = upgraded.tryFailure(new IOException("the engine ended the connection"));
    super.channelInactive(context);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    var _ = upgraded.tryFailure(cause);
    var _ = context.close();
  }

  private static ChannelHandler codec() {
    return Http2FrameCodecBuilder.forServer()
        .initialSettings(Http2Settings.defaultSettings().maxConcurrentStreams(MAX_CALLS))
        .build();
  }
}
