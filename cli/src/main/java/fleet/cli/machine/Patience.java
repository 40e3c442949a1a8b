package fleet.cli.machine;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what only asking again can tell. */
public record Patience(Duration limit, Duration pause) {
  public static Patience of(Duration limit) {
    return new Patience(limit, Duration.ofMillis(50));
  }

  /** Says whether it became true in time; an interrupt ends the waiting. */
  public boolean until(BooleanSupplier condition) {
    return untilPresent(() -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty())
        .isPresent();
  }

  /** Returns the first value that there is in time; an interrupt ends the waiting. */
  public <T> Optional<T> untilPresent(Supplier<Optional<T>> look) {
    var end = System.nanoTime() + limit.toNanos();
    var seen = look.get();
    while (seen.isEmpty() && System.nanoTime() < end && rest()) {
      seen = look.get();
    }
    return seen;
  }

  private boolean rest() {
    try {
      Thread.sleep(pause);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
