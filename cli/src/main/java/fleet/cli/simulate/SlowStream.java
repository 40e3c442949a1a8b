package fleet.cli.simulate;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;

/** Gives a few hundred bytes in a second. Of one thread. */
final class SlowStream extends FilterInputStream {
  private static final int AT_ONCE = 256;
  private static final int PAUSE_MILLIS = 500;

  private int left = AT_ONCE;

  SlowStream(InputStream in) {
    super(in);
  }

  @Override
  public int read() throws IOException {
    var next = super.read();
    used(next < 0 ? 0 : 1);
    return next;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    var read = super.read(buffer, offset, Math.min(length, left));
    used(Math.max(0, read));
    return read;
  }

  private void used(int bytes) throws IOException {
    left -= bytes;
    if (left > 0) {
      return;
    }
    left = AT_ONCE;
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      var stopped = new InterruptedIOException("interrupted while reading slowly");
      stopped.initCause(e);
      throw stopped;
    }
  }
}
