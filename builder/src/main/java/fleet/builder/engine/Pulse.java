package fleet.builder.engine;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Feels now and then whether an engine still lives while another thread waits for it. */
final class Pulse implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofSeconds(10);

  private final Thread thread;

  /**
   * @param lives asks, and takes its time
   * @param limit without a life sign
   * @param then runs once after that
   */
  Pulse(BooleanSupplier lives, Duration limit, Runnable then) {
    this.thread = Thread.ofVirtual().name("pulse").start(() -> feel(lives, limit, then));
  }

  private static void feel(BooleanSupplier lives, Duration limit, Runnable then) {
    try {
      var last = System.nanoTime();
      while (System.nanoTime() - last < limit.toNanos()) {
        Thread.sleep(PAUSE);
        if (lives.getAsBoolean()) {
          last = System.nanoTime();
        }
      }
      then.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
