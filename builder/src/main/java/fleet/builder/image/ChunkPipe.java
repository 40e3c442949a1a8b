package fleet.builder.image;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Bytes from one thread to another, a few chunks at a time. The writer is not held up by a reader
 * that is gone: what nobody reads is dropped.
 */
final class ChunkPipe extends InputStream {
  private static final int CHUNKS = 16;
  private static final long LOOK_MILLIS = 100;

  private final BlockingQueue<Piece> pieces = new ArrayBlockingQueue<>(CHUNKS);
  private volatile boolean readerIsGone;
  private ByteBuffer current = ByteBuffer.allocate(0);
  private boolean isOver;

  private sealed interface Piece {
    /** Not empty, and nobody else's. */
    record Chunk(ByteBuffer bytes) implements Piece {}

    record End() implements Piece {}

    record Broken() implements Piece {}
  }

  /** Waits while the pipe is full. */
  void write(byte[] buffer, int offset, int length) throws InterruptedIOException {
    put(new Piece.Chunk(ByteBuffer.wrap(Arrays.copyOfRange(buffer, offset, offset + length))));
  }

  /** Nothing follows. */
  void end() throws InterruptedIOException {
    put(new Piece.End());
  }

  /** Nothing follows, and what came is not whole. */
  void abandon() {
    pieces.clear();
    var _ = pieces.offer(new Piece.Broken());
  }

  /** By the reader, whatever it has read. */
  void closeReader() {
    readerIsGone = true;
    pieces.clear();
  }

  private void put(Piece piece) throws InterruptedIOException {
    try {
      while (!readerIsGone && !pieces.offer(piece, LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        // Looks again whether anybody reads.
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }

  @Override
  public int read() throws IOException {
    return fill() ? current.get() & 0xff : -1;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    var count = Math.min(length, current.remaining());
    current.get(buffer, offset, count);
    return count;
  }

  private boolean fill() throws IOException {
    while (!current.hasRemaining() && !isOver) {
      take();
    }
    return !isOver;
  }

  private void take() throws IOException {
    try {
      switch (pieces.take()) {
        case Piece.Chunk(var bytes) -> current = bytes;
        case Piece.End() -> isOver = true;
        case Piece.Broken() -> throw new IOException("the body broke off");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }
}
