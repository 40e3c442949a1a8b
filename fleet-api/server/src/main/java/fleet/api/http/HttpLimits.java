package fleet.api.http;

import java.time.Duration;

/**
 * What callers may hold up.
 *
 * @param headWithin how long a connection may take to say what it wants, from its beginning and
 *     after each answer
 * @param bodyWithin how long a small body may take; larger ones may take as much longer as they are
 *     larger
 * @param connections open at most at once; more are cut off when they come
 */
public record HttpLimits(Duration headWithin, Duration bodyWithin, int connections) {
  public static final HttpLimits USUAL =
      new HttpLimits(Duration.ofSeconds(60), Duration.ofSeconds(30), 50_000);

  private static final int SMALL_BYTES = 64 * 1024;

  public HttpLimits {
    if (!headWithin.isPositive() || !bodyWithin.isPositive() || connections < 1) {
      throw new IllegalArgumentException("limits of connections are more than nothing");
    }
  }

  /** How long a body of at most so many bytes may take. */
  Duration bodyWithin(int bytes) {
    return bodyWithin.multipliedBy(Math.max(1, bytes / SMALL_BYTES));
  }
}
