package fleet.builder.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Bounds what lies between the contents of two entries of a tar. The library reads long names and
 * extended headers whole into memory, however long they say that they are. Mutable, for one thread.
 */
public final class HeaderLimit extends FilterInputStream {
  private static final long MAX_BYTES = 1024 * 1024;

  private long left = Long.MAX_VALUE;

  public HeaderLimit(InputStream plain) {
    super(plain);
  }

  /** A header comes. */
  public void begin() {
    left = MAX_BYTES;
  }

  /** Content comes, which whoever writes it bounds. */
  public void end() {
    left = Long.MAX_VALUE;
  }

  @Override
  public int read() throws IOException {
    int read = super.read();
    if (read >= 0) {
      count(1);
    }
    return read;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = super.read(buffer, offset, length);
    count(Math.max(0, read));
    return read;
  }

  @Override
  public long skip(long wanted) throws IOException {
    var skipped = super.skip(wanted);
    count(skipped);
    return skipped;
  }

  private void count(long bytes) throws LongHeaderException {
    left -= bytes;
    if (left < 0) {
      throw new LongHeaderException();
    }
  }
}
