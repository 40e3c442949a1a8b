package fleet.supervisor;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Gives memory back when the device has come to rest. Work leaves garbage, and while there is
 * nothing to do the collector would not look at it for days. Mutable; one thread.
 */
final class Rest {
  private static final Duration CALM = Duration.ofSeconds(10);

  private final Runnable collect;
  private Optional<Instant> due = Optional.empty();

  Rest(Runnable collect) {
    this.collect = collect;
  }

  /** There was something to do. */
  void worked(Instant now) {
    due = Optional.of(now.plus(CALM));
  }

  /** Collects when it is time to; returns how long to wait at most, so as not to miss that time. */
  Duration pause(Instant now, Duration wait) {
    if (due.isEmpty()) {
      return wait;
    }
    var left = Duration.between(now, due.get());
    if (left.isPositive()) {
      return left.compareTo(wait) < 0 ? left : wait;
    }
    due = Optional.empty();
    collect.run();
    return wait;
  }
}
