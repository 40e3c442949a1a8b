package fleet.api.access.account;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Sign-ins that failed for one name or from one address, and the decision how long others must
 * wait. Pure.
 *
 * @param last when the last of them was
 * @param lockedUntil absent when nobody had to wait yet
 */
record Failures(int count, Instant last, Optional<Instant> lockedUntil) {
  /** After so long without a failure the count begins anew. */
  static final Duration MEMORY = Duration.ofMinutes(15);

  private static final Duration FIRST = Duration.ofMinutes(1);
  private static final int MOST_DOUBLINGS = 4;

  static Failures none(Instant now) {
    return new Failures(0, now, Optional.empty());
  }

  boolean mustWait(Instant now) {
    return lockedUntil.filter(now::isBefore).isPresent();
  }

  /** How long they must wait; at least a second. */
  Duration left(Instant now) {
    var left = Duration.between(now, lockedUntil.orElse(now));
    return left.compareTo(Duration.ofSeconds(1)) < 0
        ? Duration.ofSeconds(1)
        : left.plusNanos(999_999_999);
  }

  /**
   * One more. From the limit on each makes the wait twice as long: 1, 2, 4, 8, at most 15 minutes.
   */
  Failures andOne(Instant now, int limit) {
    var before = now.isBefore(last.plus(MEMORY)) ? count : 0;
    var after = before + 1;
    if (after < limit) {
      return new Failures(after, now, Optional.empty());
    }
    var wait = FIRST.multipliedBy(1L << Math.min(MOST_DOUBLINGS, after - limit));
    var until = now.plus(wait.compareTo(MEMORY) > 0 ? MEMORY : wait);
    return new Failures(after, now, Optional.of(until));
  }
}
