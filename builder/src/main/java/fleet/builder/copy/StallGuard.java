package fleet.builder.copy;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Interrupts a thread that gets nowhere: one that reads from a registry which keeps the line open
 * and sends nothing. Mutable, of that thread.
 */
final class StallGuard implements AutoCloseable {
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final Thread watched = Thread.currentThread();
  private final Duration patience;
  private final LongSupplier progress;
  private final Thread guard;
  private boolean over;
  private boolean stalled;

  private StallGuard(Duration patience, LongSupplier progress) {
    this.patience = patience;
    this.progress = progress;
    this.guard = Thread.ofVirtual().name("stall-guard").unstarted(this::look);
  }

  /** Watches the thread that calls until it is closed. */
  static StallGuard watch(Duration patience, LongSupplier progress) {
    var guard = new StallGuard(patience, progress);
    guard.guard.start();
    return guard;
  }

  /** Whether it was this that interrupted. */
  synchronized boolean stalled() {
    return stalled;
  }

  private void look() {
    var seen = progress.getAsLong();
    var since = System.nanoTime();
    try {
      while (System.nanoTime() - since < patience.toNanos()) {
        Thread.sleep(LOOK);
        var now = progress.getAsLong();
        if (now != seen) {
          seen = now;
          since = System.nanoTime();
        }
      }
      interrupt();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void interrupt() {
    if (!over) {
      stalled = true;
      watched.interrupt();
    }
  }

  @Override
  public void close() {
    guard.interrupt();
    synchronized (this) {
      over = true;
      if (stalled) {
        var _ = Thread.interrupted();
      }
    }
  }
}
