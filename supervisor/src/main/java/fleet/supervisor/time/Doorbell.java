package fleet.supervisor.time;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes one waiting thread; rings while nobody waits are kept as one. Thread-safe. */
public final class Doorbell {
  private final Semaphore rung = new Semaphore(0);

  public void ring() {
    rung.release();
  }

  /** Returns at the next ring, or when the time is over. */
  public void await(Duration limit) throws InterruptedException {
    if (rung.tryAcquire(Math.max(0, limit.toNanos()), TimeUnit.NANOSECONDS)) {
      rung.drainPermits();
    }
  }
}
