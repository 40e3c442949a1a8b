package fleet.contract.release;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A release goes to some devices first, and to the rest when it stayed healthy there.
 *
 * @param devices how many go first
 * @param soak how long it must stay healthy on all of them; {@link #SOAK} when absent
 * @param deadline how long one of them may take to become healthy, or be silent; {@link #DEADLINE}
 *     when absent
 * @param named names or ids of those that go first, where they are not drawn
 * @param seed of the draw, to draw as before; a new one when absent
 */
public record Canary(
    int devices,
    Optional<Duration> soak,
    Optional<Duration> deadline,
    Optional<List<String>> named,
    Optional<Long> seed) {
  public static final int MAX_DEVICES = 1000;
  public static final Duration SOAK = Duration.ofMinutes(10);
  public static final Duration DEADLINE = Duration.ofMinutes(15);
  private static final Duration LONGEST = Duration.ofDays(30);

  public Canary {
    if (devices < 1 || devices > MAX_DEVICES) {
      throw new IllegalArgumentException("canaries are 1 to %d devices".formatted(MAX_DEVICES));
    }
    if (soak.filter(time -> time.isNegative() || time.compareTo(LONGEST) > 0).isPresent()) {
      throw new IllegalArgumentException("a soak takes from nothing to 30 days");
    }
    if (deadline.filter(time -> !time.isPositive() || time.compareTo(LONGEST) > 0).isPresent()) {
      throw new IllegalArgumentException("a deadline is a time of at most 30 days");
    }
    named = named.map(List::copyOf);
    if (named.filter(names -> names.size() != devices).isPresent()) {
      throw new IllegalArgumentException(
          "%d devices are named, and %d go first".formatted(named.orElseThrow().size(), devices));
    }
  }

  /** So many that are drawn. */
  public Canary(int devices, Optional<Duration> soak, Optional<Duration> deadline) {
    this(devices, soak, deadline, Optional.empty(), Optional.empty());
  }
}
