package fleet.supervisor.channel;

import fleet.contract.codec.Records;
import fleet.contract.device.ServerMessage;
import fleet.supervisor.channel.Link.LinkException;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/** Takes what comes on one WebSocket from the event loop to the thread that reads it. Mutable. */
final class LinkReceiver extends SimpleChannelInboundHandler<WebSocketFrame> {
  private static final int MAX_WAITING = 256;

  private final BlockingQueue<String> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
  private final Runnable news;
  private @Nullable ChannelPromise handshake;
  private volatile boolean refused;
  private volatile @Nullable String end;

  /**
   * @param news told when there is a message to take, or the connection is over
   */
  LinkReceiver(Runnable news) {
    this.news = news;
  }

  /** Done when the server has agreed, or has not. Only after the connection was made. */
  Future<?> handshake() {
    if (handshake == null) {
      throw new IllegalStateException("the link is not connected");
    }
    return handshake;
  }

  /** The next message; nothing when none has come. */
  Optional<ServerMessage> take() throws LinkException {
    try {
      return Optional.ofNullable(waiting.poll())
          .map(message -> Records.read(message, ServerMessage.class));
    } catch (UncheckedIOException e) {
      throw new LinkException("the server sent what is not a message", false);
    }
  }

  /** Why the connection is over; nothing while it is not. */
  Optional<String> end() {
    return Optional.ofNullable(end);
  }

  /** Says whether the server ended it because of this device. */
  boolean isRefused() {
    return refused;
  }

  private static String reason(CloseWebSocketFrame close) {
    return close.reasonText().isEmpty()
        ? Integer.toString(close.statusCode())
        : "%s (%d)".formatted(close.reasonText(), close.statusCode());
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    handshake = context.newPromise();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE && handshake != null) {
      handshake.trySuccess();
    }
    context.fireUserEventTriggered(event);
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
    switch (frame) {
      case TextWebSocketFrame text -> enqueue(context, text.text());
      case CloseWebSocketFrame close -> {
        refused = close.statusCode() == WebSocketCloseStatus.POLICY_VIOLATION.code();
        finish(context, "the server closed the connection: " + reason(close));
      }
      default -> {}
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    finish(context, "the connection broke off");
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (handshake != null) {
      handshake.tryFailure(cause);
    }
    var message = cause.getMessage();
    finish(context, message == null ? "the connection broke off" : message);
  }

  private void enqueue(ChannelHandlerContext context, String message) {
    if (waiting.offer(message)) {
      news.run();
    } else {
      finish(context, "the server sends more than can be taken");
    }
  }

  private void finish(ChannelHandlerContext context, String reason) {
    if (end == null) {
      end = reason;
      if (handshake != null) {
        handshake.tryFailure(new IOException(reason));
      }
      news.run();
      var _ = context.close();
    }
  }
}
