package fleet.registry.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;

/**
 * Looks at the first byte of a connection. Engines try TLS first: an answer in plain HTTP tells
 * them at once to come back without, where an HTTP parser would wait for the end of a line.
 */
final class TlsHelloGuard extends ChannelInboundHandlerAdapter {
  /** The record type that opens a TLS connection (RFC 8446, section 5.1). */
  private static final int HANDSHAKE = 0x16;

  private static final String REFUSAL =
      """
      HTTP/1.1 400 Bad Request\r
      Content-Type: text/plain; charset=utf-8\r
      Content-Length: 42\r
      Connection: close\r
      \r
      this port speaks HTTP without encryption.
      """;

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof ByteBuf bytes
        && bytes.isReadable()
        && bytes.getUnsignedByte(bytes.readerIndex()) == HANDSHAKE) {
      ReferenceCountUtil.release(message);
      var _ =
          context
              .writeAndFlush(Unpooled.copiedBuffer(REFUSAL, StandardCharsets.US_ASCII))
              .addListener(ChannelFutureListener.CLOSE);
      return;
    }
    context.fireChannelRead(message);
    context.pipeline().remove(this);
  }
}
