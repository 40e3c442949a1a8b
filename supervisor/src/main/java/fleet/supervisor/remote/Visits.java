package fleet.supervisor.remote;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** Counts who is in, and tells for how long nobody was. Thread-safe. */
final class Visits {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private int present;
  private long quietSinceNanos = System.nanoTime();

  void enter() {
    locked(() -> present++);
  }

  void leave() {
    locked(() -> {
      present--;
      quietSinceNanos = System.nanoTime();
    });
  }

  /** Counts as a sign of life: the idle time starts anew. */
  void touch() {
    locked(() -> quietSinceNanos = System.nanoTime());
  }

  /** Waits for a change, at most so long; false when it was quiet for the idle time. */
  boolean await(Duration idle, Duration atMost, BooleanSupplier enough)
      throws InterruptedException {
    var end = System.nanoTime() + atMost.toNanos();
    lock.lock();
    try {
      while (!enough.getAsBoolean()) {
        var left = left(idle);
        if (left <= 0) {
          return false;
        }
        var wait = Math.min(left, end - System.nanoTime());
        if (wait <= 0) {
          return true;
        }
        changed.awaitNanos(wait);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  private long left(Duration idle) {
    return present > 0
        ? TimeUnit.DAYS.toNanos(1)
        : idle.toNanos() - (System.nanoTime() - quietSinceNanos);
  }

  private void locked(Runnable change) {
    lock.lock();
    try {
      change.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
