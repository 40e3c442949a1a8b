package fleet.supervisor.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A response body for one blocking reader. Mutable; written by the event loop, read by its owner.
 * The channel is only read when the reader has nothing left, so what waits here is what one read of
 * the socket gave.
 */
final class BodyStream extends InputStream {
  /** What the event loop says. */
  private sealed interface Piece {
    record Bytes(ByteBuffer bytes) implements Piece {}

    record End() implements Piece {}

    record Broken(String reason) implements Piece {}
  }

  private final BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();
  private final Runnable readMore;
  private final Runnable hangUp;
  private ByteBuffer current = ByteBuffer.allocate(0);
  private boolean ended;

  BodyStream(Runnable readMore, Runnable hangUp) {
    this.readMore = readMore;
    this.hangUp = hangUp;
  }

  void add(byte[] bytes) {
    pieces.add(new Piece.Bytes(ByteBuffer.wrap(bytes)));
  }

  void end() {
    pieces.add(new Piece.End());
  }

  void breakOff(String reason) {
    pieces.add(new Piece.Broken(reason));
  }

  /** Says whether the reader has nothing to read; asked by the event loop. */
  boolean isDrained() {
    return pieces.isEmpty();
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    while (length > 0 && !current.hasRemaining()) {
      if (ended) {
        return -1;
      }
      advance();
    }
    var count = Math.min(length, current.remaining());
    current.get(buffer, offset, count);
    return count;
  }

  @Override
  public void close() {
    hangUp.run();
  }

  private void advance() throws IOException {
    if (pieces.isEmpty()) {
      readMore.run();
    }
    switch (take()) {
      case Piece.Bytes(var bytes) -> current = bytes;
      case Piece.End() -> ended = true;
      case Piece.Broken(var reason) -> throw new IOException(reason);
    }
  }

  private Piece take() throws InterruptedIOException {
    try {
      return pieces.take();
    } catch (InterruptedException e) {
      hangUp.run();
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }
}
