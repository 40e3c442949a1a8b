package fleet.builder.engine.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.util.ReferenceCountUtil;
import java.util.Map;
import java.util.Optional;

/**
 * One call of the engine, a stream of the connection. Reads at most one message, {@code
 * compressed(1) length(4) bytes}, and hands it to a virtual thread. Mutable, owned by the event
 * loop.
 */
final class Call extends ChannelInboundHandlerAdapter {
  private static final int HEAD = 5;
  private static final int MAX_REQUEST = 64 * 1024;

  private final Map<String, Method> methods;
  private final ByteBuf request = Unpooled.buffer(HEAD);
  private Optional<Method> waiting = Optional.empty();

  Call(Map<String, Method> methods) {
    this.methods = methods;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object frame) {
    try {
      switch (frame) {
        case Http2HeadersFrame headers -> begin(context, headers);
        case Http2DataFrame data -> take(context, data.content());
        default -> {}
      }
    } finally {
      ReferenceCountUtil.release(frame);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    var _ = context.close();
  }

  private void begin(ChannelHandlerContext context, Http2HeadersFrame headers) {
    var path = headers.headers().path();
    if (path == null) {
      return;
    }
    var method = Optional.ofNullable(methods.get(path.toString()));
    var replies = new StreamReplies(context.channel());
    if (method.isEmpty()) {
      replies.end(Status.UNIMPLEMENTED, "unknown method " + path);
    } else if (method.get().beginsAtOnce()) {
      run(method.get(), new byte[0], replies);
    } else {
      waiting = method;
    }
  }

  private void take(ChannelHandlerContext context, ByteBuf bytes) {
    if (waiting.isEmpty()) {
      return;
    }
    if (request.readableBytes() + bytes.readableBytes() > MAX_REQUEST) {
      waiting = Optional.empty();
      new StreamReplies(context.channel()).end(Status.RESOURCE_EXHAUSTED, "too long a message");
      return;
    }
    request.writeBytes(bytes);
    if (request.readableBytes() >= HEAD
        && request.readableBytes() - HEAD >= request.getInt(request.readerIndex() + 1)) {
      var message = new byte[request.getInt(request.readerIndex() + 1)];
      request.skipBytes(HEAD).readBytes(message);
      run(waiting.get(), message, new StreamReplies(context.channel()));
      waiting = Optional.empty();
    }
  }

  private static void run(Method method, byte[] request, StreamReplies replies) {
    var _ = Thread.ofVirtual().name("build-session").start(() -> replies.of(method, request));
  }
}
