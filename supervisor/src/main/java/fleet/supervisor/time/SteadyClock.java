package fleet.supervisor.time;

import java.time.Instant;
import java.time.InstantSource;

/**
 * A clock that never jumps: many devices start with a wrong time and set it later, and no deadline
 * may pass by that.
 */
public final class SteadyClock implements InstantSource {
  private final Instant start;
  private final long startNanos = System.nanoTime();

  /**
   * @param start what the clock shows now
   */
  public SteadyClock(Instant start) {
    this.start = start;
  }

  @Override
  public Instant instant() {
    return start.plusNanos(System.nanoTime() - startNanos);
  }
}
