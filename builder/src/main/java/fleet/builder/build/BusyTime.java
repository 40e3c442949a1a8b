package fleet.builder.build;

import java.time.Duration;

/**
 * How long at least one of several parallel works was under way: overlapping works count once.
 * Mutable, shared by the jobs of one build, thread-safe.
 */
final class BusyTime {
  private int works;
  private long since;
  private Duration total = Duration.ZERO;

  /** The work from now until it is closed. */
  interface Work extends AutoCloseable {
    @Override
    void close();
  }

  Work begin() {
    change(1, System.nanoTime());
    return () -> change(-1, System.nanoTime());
  }

  /** Of the works that have begun and ended. */
  synchronized Duration total() {
    return total;
  }

  /** A work begins (1) or ends (-1) at this reading of the nanosecond clock. */
  synchronized void change(int by, long now) {
    if (works == 0) {
      since = now;
    }
    works += by;
    if (works == 0) {
      total = total.plusNanos(now - since);
    }
  }
}
