package fleet.registry.http;

import fleet.registry.content.Answer;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection: takes one request at a time, has it answered elsewhere, and reads the next one
 * when the answer has left. Mutable; owned by the connection's event loop.
 */
final class ConnectionHandler extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = LoggerFactory.getLogger(ConnectionHandler.class);
  private static final Duration LINGER = Duration.ofSeconds(5);

  private final Dispatcher dispatcher;
  private final Executor workers;
  private @Nullable Exchange exchange;

  /**
   * @param workers runs each answer on a thread that may block
   */
  ConnectionHandler(Dispatcher dispatcher, Executor workers) {
    this.dispatcher = dispatcher;
    this.workers = workers;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    context.read();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    switch (message) {
      case HttpRequest request when request.decoderResult().isFailure() ->
          refuse(context, request.decoderResult().cause());
      case HttpRequest request -> begin(context, request);
      case HttpContent content when content.decoderResult().isFailure() -> {
        content.release();
        var _ = context.close();
      }
      case HttpContent content -> goOn(context, content);
      default -> ReferenceCountUtil.release(message);
    }
  }

  private void begin(ChannelHandlerContext context, HttpRequest request) {
    if (exchange != null) {
      throw new IllegalStateException("a request was read before the one before was answered");
    }
    var begun = new Exchange(context.channel(), request);
    exchange = begun;
    if (begun.hasNoBody()) {
      context.read();
    }
    workers.execute(() -> begun.answer(dispatcher, future -> answered(context, begun, future)));
  }

  private void goOn(ChannelHandlerContext context, HttpContent content) {
    var current = exchange;
    if (current == null) {
      content.release();
      context.read();
      return;
    }
    current.body().offer(content);
    nextIfOver(context, current);
  }

  private void answered(ChannelHandlerContext context, Exchange done, ChannelFuture future) {
    done.body().discard();
    if (!future.isSuccess()) {
      var _ = context.close();
    } else if (!done.isKeptAlive()) {
      linger(context, done);
    } else if (!nextIfOver(context, done)) {
      context.read();
    }
  }

  private boolean nextIfOver(ChannelHandlerContext context, Exchange current) {
    if (!current.isAnswered() || !current.body().hasEnded()) {
      return false;
    }
    exchange = null;
    if (current.isKeptAlive()) {
      context.read();
    } else {
      var _ = context.close();
    }
    return true;
  }

  /** Closing while the client still sends would cost it the answer: read on for a while. */
  private void linger(ChannelHandlerContext context, Exchange done) {
    if (done.body().hasEnded()) {
      var _ = context.close();
      return;
    }
    var _ = ((SocketChannel) context.channel()).shutdownOutput();
    var _ =
        context
            .executor()
            .schedule(() -> closeNow(context), LINGER.toMillis(), TimeUnit.MILLISECONDS);
    context.read();
  }

  private static void closeNow(ChannelHandlerContext context) {
    var _ = context.close();
  }

  private static void refuse(ChannelHandlerContext context, Throwable cause) {
    var answer =
        switch (cause) {
          case TooLongHttpLineException _ -> Answer.of(414);
          case TooLongHttpHeaderException _ -> Answer.of(431);
          default -> Answer.of(400);
        };
    var _ =
        AnswerWriter.write(context.channel(), answer, false, false)
            .addListener(ChannelFutureListener.CLOSE);
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof IdleStateEvent && (exchange == null || exchange.isWaitingForClient())) {
      var _ = context.close();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (exchange != null) {
      exchange.body().abort();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (!(cause instanceof IOException)) {
      LOG.atWarn().setCause(cause).log("a connection failed");
    }
    var _ = context.close();
  }
}
