package fleet.registry.http;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Lets one message pass for each read that is asked for, and keeps what one socket read brought
 * besides: the next pieces of a body, and pipelined requests. Asking twice is asking once. Mutable;
 * owned by the connection's event loop.
 */
final class MessageGate extends ChannelDuplexHandler {
  private final Queue<Object> kept = new ArrayDeque<>();
  private boolean isWanted;
  private boolean isPassing;

  @Override
  public void read(ChannelHandlerContext context) {
    isWanted = true;
    pass(context);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    kept.add(message);
    pass(context);
  }

  /** What the socket had was not enough for a message. */
  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    if (isWanted) {
      context.read();
    }
    context.fireChannelReadComplete();
  }

  /** A loop, since whoever takes a message asks for the next one meanwhile. */
  private void pass(ChannelHandlerContext context) {
    if (isPassing) {
      return;
    }
    isPassing = true;
    try {
      while (isWanted && !kept.isEmpty()) {
        isWanted = false;
        context.fireChannelRead(kept.remove());
      }
    } finally {
      isPassing = false;
    }
    if (isWanted) {
      context.read();
    }
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    kept.forEach(ReferenceCountUtil::release);
    kept.clear();
  }
}
