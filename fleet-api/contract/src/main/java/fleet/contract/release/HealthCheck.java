package fleet.contract.release;

import java.time.Duration;
import java.util.List;

/**
 * How the engine proves a container's health; overrides the image's own.
 *
 * @param test as the Engine API takes it: {@code ["CMD", ..]}, {@code ["CMD-SHELL", ".."]} or
 *     {@code ["NONE"]}
 */
public record HealthCheck(
    List<String> test, Duration interval, Duration timeout, Duration startPeriod, int retries) {
  public HealthCheck {
    test = List.copyOf(test);
    if (test.isEmpty() || retries < 1) {
      throw new IllegalArgumentException("a health check has a test and at least one retry");
    }
  }
}
