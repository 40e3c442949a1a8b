package fleet.contract.client;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How long to wait before the next attempt: doubled each time up to a limit, and spread, so that a
 * thousand devices do not come back in the same second.
 *
 * @param random gives numbers from 0 to 1
 */
public record Backoff(Duration first, Duration limit, DoubleSupplier random) {
  private static final int MAX_DOUBLINGS = 20;

  /** Whoever lost the server with this device comes back somewhere in it too. */
  private static final Duration RETURN = Duration.ofSeconds(4);

  /** How a device comes back to its server. */
  public static Backoff ofDevice(DoubleSupplier random) {
    return new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30), random);
  }

  /** The wait after that many failures in a row: from half of the full wait up to all of it. */
  public Duration after(int failures) {
    var doublings = Math.clamp(failures - 1L, 0, MAX_DOUBLINGS);
    var full = Math.min(limit.toMillis(), first.toMillis() << doublings);
    return Duration.ofMillis((long) (full * (0.5 + random.getAsDouble() / 2)));
  }

  /** The wait after a connection that many may have lost in the same moment. */
  public Duration afterLoss() {
    return Duration.ofMillis((long) (RETURN.toMillis() * random.getAsDouble()));
  }
}
