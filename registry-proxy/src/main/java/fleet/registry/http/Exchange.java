package fleet.registry.http;

import fleet.registry.content.Answer;
import fleet.registry.problem.ErrorCode;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One request and its answer. */
final class Exchange {
  private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

  /** A rest of this size is read and thrown away, so that the connection can be kept. */
  private static final long WORTH_READING = 256 * 1024;

  private final Channel channel;
  private final RequestHead head;
  private final StreamedBody body;
  private final boolean hasNoBody;
  private final boolean isKeepAliveAsked;
  private boolean isKeptAlive;
  private boolean isWriting;
  private boolean isAnswered;

  Exchange(Channel channel, HttpRequest request) {
    this.channel = channel;
    var headers = request.headers();
    this.head =
        new RequestHead(
            request.method().name(), request.uri(), name -> Optional.ofNullable(headers.get(name)));
    this.body = new StreamedBody(channel, request);
    this.hasNoBody = !HttpUtil.isTransferEncodingChunked(request) && body.length().orElse(0) == 0;
    this.isKeepAliveAsked = HttpUtil.isKeepAlive(request);
  }

  /**
   * On a thread that may block: makes the answer, and has it written.
   *
   * @param whenWritten told on the event loop
   */
  void answer(Dispatcher dispatcher, Consumer<ChannelFuture> whenWritten) {
    try {
      var answer = dispatcher.answer(head, body);
      LOG.atDebug()
          .addKeyValue("method", head.method())
          .addKeyValue("status", answer.status())
          .log("answered");
      send(answer, whenWritten);
    } catch (ClientGoneException e) {
      var _ = channel.close();
    } catch (Throwable e) {
      // An error of the machine too: the client would wait for an answer that nobody writes.
      LOG.atError()
          .addKeyValue("method", head.method())
          .addKeyValue("path", head.uri())
          .setCause(e)
          .log("request failed");
      send(
          Answer.error(ErrorCode.UNKNOWN, "the registry failed; the cause is in its log"),
          whenWritten);
    }
  }

  private void send(Answer answer, Consumer<ChannelFuture> whenWritten) {
    try {
      channel.eventLoop().execute(() -> write(answer, whenWritten));
    } catch (RejectedExecutionException e) {
      AnswerWriter.close(answer);
    }
  }

  private void write(Answer answer, Consumer<ChannelFuture> whenWritten) {
    isKeptAlive = isKeepAliveAsked && body.endsWithin(WORTH_READING);
    isWriting = true;
    var isHead = HttpMethod.HEAD.name().equals(head.method());
    var _ =
        AnswerWriter.write(channel, answer, isHead, isKeptAlive)
            .addListener((ChannelFuture future) -> {
              isAnswered = true;
              whenWritten.accept(future);
            });
  }

  StreamedBody body() {
    return body;
  }

  boolean hasNoBody() {
    return hasNoBody;
  }

  /** On the event loop: says whether the connection is to serve another request. */
  boolean isKeptAlive() {
    return isKeptAlive;
  }

  /** On the event loop: says whether the answer has left. */
  boolean isAnswered() {
    return isAnswered;
  }

  /** On the event loop: says whether the client is the one who does not go on. */
  boolean isWaitingForClient() {
    return isWriting || body.isStarved();
  }
}
