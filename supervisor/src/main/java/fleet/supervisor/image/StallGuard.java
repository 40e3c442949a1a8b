package fleet.supervisor.image;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A stream that breaks off when nothing arrives for a while: a dead link says nothing itself. */
final class StallGuard extends FilterInputStream {
  private final Duration patience;
  private final Semaphore done = new Semaphore(0);
  private volatile long waitingSince;

  private StallGuard(InputStream in, Duration patience) {
    super(in);
    this.patience = patience;
  }

  static StallGuard over(InputStream in, Duration patience) {
    var guard = new StallGuard(in, patience);
    Thread.ofVirtual().name("stall-guard").start(guard::watch);
    return guard;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    waitingSince = Math.max(1, System.nanoTime());
    try {
      return super.read(buffer, offset, length);
    } finally {
      waitingSince = 0;
    }
  }

  @Override
  public void close() throws IOException {
    done.release();
    super.close();
  }

  private void watch() {
    try {
      while (!done.tryAcquire(patience.toMillis() / 2, TimeUnit.MILLISECONDS)) {
        var since = waitingSince;
        if (since != 0 && System.nanoTime() - since > patience.toNanos()) {
          in.close();
        }
      }
    } catch (InterruptedException | IOException e) {
      Thread.currentThread().interrupt();
    }
  }
}
