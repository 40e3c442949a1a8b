package fleet.supervisor.http;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Hands the answer on one connection from the event loop to the thread that asked. */
final class AnswerReader extends SimpleChannelInboundHandler<HttpObject> {
  private final BodyStream body;
  private final CountDownLatch headArrived = new CountDownLatch(1);
  private volatile int status;
  private volatile String broken = "";
  private volatile HttpHeaders headers = EmptyHttpHeaders.INSTANCE;
  private boolean ended;

  AnswerReader(Channel channel) {
    this.body = new BodyStream(channel::read, () -> hangUp(channel));
  }

  Answer head(Duration patience) throws IOException {
    try {
      if (!headArrived.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IOException("no answer within %d s".formatted(patience.toSeconds()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
    if (status == 0) {
      throw new IOException(
          broken.isEmpty() ? "it closed the connection without an answer" : broken);
    }
    return new Answer(status, headers, body);
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, HttpObject part) {
    if (part instanceof HttpResponse response) {
      headers = response.headers();
      status = response.decoderResult().isSuccess() ? response.status().code() : 0;
      headArrived.countDown();
    }
    if (part instanceof HttpContent content && content.content().isReadable()) {
      body.add(ByteBufUtil.getBytes(content.content()));
    }
    if (part instanceof LastHttpContent) {
      ended = true;
      body.end();
      hangUp(context.channel());
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    if (!ended && (headArrived.getCount() > 0 || body.isDrained())) {
      context.read();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    breakOff("it broke off");
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    broken = String.valueOf(cause.getMessage());
    breakOff(broken);
    hangUp(context.channel());
  }

  private static void hangUp(Channel channel) {
    var _ = channel.close();
  }

  /** The request could not be sent: TLS tells here what it does not like. */
  void sent(Future<?> sending) {
    if (!sending.isSuccess()) {
      broken = String.valueOf(sending.cause().getMessage());
      breakOff(broken);
    }
  }

  private void breakOff(String reason) {
    if (!ended) {
      ended = true;
      body.breakOff(reason);
      headArrived.countDown();
    }
  }
}
