package fleet.builder.engine.session;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
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
  private final List<ChannelHandler> next;

  private Upgrade(Promise<Void> upgraded, List<ChannelHandler> next) {
    this.upgraded = upgraded;
    this.next = next;
  }

  /**
   * Where the engine asks.
   *
   * @param calls sets up each call that it makes
   */
  static Upgrade asServer(Promise<Void> upgraded, ChannelInitializer<Channel> calls) {
    var settings = Http2Settings.defaultSettings().maxConcurrentStreams(MAX_CALLS);
    var codec = Http2FrameCodecBuilder.forServer().initialSettings(settings).build();
    return new Upgrade(upgraded, List.of(codec, new Http2MultiplexHandler(calls)));
  }

  /** Where we ask. */
  static Upgrade asClient(Promise<Void> upgraded) {
    var none =
        new ChannelInitializer<Channel>() {
          @Override
          protected void initChannel(Channel call) {
            var _ = call.close();
          }
        };
    var codec = Http2FrameCodecBuilder.forClient().build();
    return new Upgrade(upgraded, List.of(codec, new Http2MultiplexHandler(none)));
  }

  /** Ends when the connection is given over, or never will be. */
  Promise<Void> upgraded() {
    return upgraded;
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
    next.forEach(context.pipeline()::addLast);
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
}
