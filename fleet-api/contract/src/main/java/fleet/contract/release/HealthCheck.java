package fleet.contract.release;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How the engine proves a container's health; overrides the image's own.
 *
 * @param test as the Engine API takes it: {@code ["CMD", ..]}, {@code ["CMD-SHELL", ".."]} or
 *     {@code ["NONE"]}
 * @param startInterval between tests in the start period; engines before 25 do not know it
 */
public record HealthCheck(
    List<String> test,
    Duration interval,
    Duration timeout,
    Duration startPeriod,
    int retries,
    Optional<Duration> startInterval) {
  public HealthCheck {
    test = List.copyOf(test);
    if (test.isEmpty() || retries < 1) {
      throw new IllegalArgumentException("a health check has a test and at least one retry");
    }
  }

  /** A check at the same interval from the start on. */
  public HealthCheck(
      List<String> test, Duration interval, Duration timeout, Duration startPeriod, int retries) {
    this(test, interval, timeout, startPeriod, retries, Optional.empty());
  }
}
