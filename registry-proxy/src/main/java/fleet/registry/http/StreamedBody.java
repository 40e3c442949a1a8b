package fleet.registry.http;

import fleet.registry.content.Body;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.IOException;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The body of one request on its way from the event loop to the thread that answers. The connection
 * is read only while little is waiting, and not at all before somebody wants the body. Mutable: the
 * event loop puts in, one answering thread takes out.
 */
final class StreamedBody implements Body {
  private static final long ENOUGH_BYTES = 2 * 1024 * 1024;

  private sealed interface Piece {}

  private record Chunk(ByteBuf bytes) implements Piece {}

  private enum Mark implements Piece {
    END,
    GONE
  }

  private final Channel channel;
  private final OptionalLong length;
  private final boolean isContinueExpected;
  private final BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();
  private final AtomicLong waitingBytes = new AtomicLong();
  private final AtomicBoolean paused = new AtomicBoolean();
  private volatile boolean wanted;
  private volatile boolean ended;
  private boolean discarding;

  StreamedBody(Channel channel, HttpRequest request) {
    this.channel = channel;
    var declared = HttpUtil.getContentLength(request, -1L);
    this.length = declared < 0 ? OptionalLong.empty() : OptionalLong.of(declared);
    this.isContinueExpected = HttpUtil.is100ContinueExpected(request);
  }

  @Override
  public OptionalLong length() {
    return length;
  }

  /** Yields after each piece: hashing never blocks, and others want the carrier thread too. */
  @Override
  @SuppressWarnings("ThreadPriorityCheck") // for fairness, not for correctness
  public void drainTo(Sink sink) throws IOException {
    start();
    for (var piece = take(); piece != Mark.END; piece = take()) {
      switch (piece) {
        case Chunk(var bytes) -> {
          pass(bytes, sink);
          Thread.yield();
        }
        case Mark _ -> throw new ClientGoneException();
      }
    }
  }

  private void start() {
    wanted = true;
    if (isContinueExpected && !ended) {
      var _ =
          channel.writeAndFlush(
              new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
    }
    if (!ended) {
      channel.read();
    }
  }

  private Piece take() throws ClientGoneException {
    try {
      return pieces.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClientGoneException();
    }
  }

  private void pass(ByteBuf bytes, Sink sink) throws IOException {
    try {
      sink.accept(bytes.nioBuffer());
    } finally {
      var left = waitingBytes.addAndGet(-bytes.readableBytes());
      bytes.release();
      if (left < ENOUGH_BYTES) {
        readOnIfPaused();
      }
    }
  }

  private void readOnIfPaused() {
    if (paused.compareAndSet(true, false)) {
      channel.read();
    }
  }

  /** On the event loop: takes over a piece of the body. */
  void offer(HttpContent content) {
    var bytes = content.content();
    if (discarding || !bytes.isReadable()) {
      bytes.release();
    } else {
      waitingBytes.addAndGet(bytes.readableBytes());
      pieces.add(new Chunk(bytes));
    }
    if (content instanceof LastHttpContent) {
      ended = true;
      pieces.add(Mark.END);
    } else {
      readOnOrPause();
    }
  }

  /** The taker may have emptied the queue between the question and the pause: ask again. */
  private void readOnOrPause() {
    if (discarding || waitingBytes.get() < ENOUGH_BYTES) {
      channel.read();
      return;
    }
    paused.set(true);
    if (waitingBytes.get() < ENOUGH_BYTES) {
      readOnIfPaused();
    }
  }

  /** On the event loop: no more will come; what has come still counts. */
  void abort() {
    pieces.add(Mark.GONE);
  }

  /** On the event loop: nobody takes any more; what is there and what comes is thrown away. */
  void discard() {
    discarding = true;
    for (var piece = pieces.poll(); piece != null; piece = pieces.poll()) {
      if (piece instanceof Chunk(var bytes)) {
        bytes.release();
      }
    }
  }

  /** Says whether all of it has arrived. */
  boolean hasEnded() {
    return ended;
  }

  /** Says whether the rest is worth reading, to keep the connection. */
  boolean endsWithin(long bytes) {
    return ended || (length.orElse(Long.MAX_VALUE) <= bytes && (wanted || !isContinueExpected));
  }

  /** Says whether somebody waits for the client to send more. */
  boolean isStarved() {
    return wanted && !ended && waitingBytes.get() == 0;
  }
}
