package fleet.api.access;

import fleet.contract.identity.UserName;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Counts failed sign-ins by name, so that guessing is slow. Thread-safe; bounded. */
final class Attempts {
  private static final int MAX_FAILURES = 10;
  private static final int MAX_NAMES = 1000;
  private static final Duration PAUSE = Duration.ofMinutes(1);

  private record Failures(int count, Instant last) {}

  private final Map<UserName, Failures> byName = new HashMap<>();

  synchronized boolean mustWait(UserName name, Instant now) {
    var failures = byName.get(name);
    return failures != null
        && failures.count() >= MAX_FAILURES
        && now.isBefore(failures.last().plus(PAUSE));
  }

  synchronized void failed(UserName name, Instant now) {
    byName.values().removeIf(failures -> !now.isBefore(failures.last().plus(PAUSE)));
    if (byName.size() < MAX_NAMES || byName.containsKey(name)) {
      byName.merge(
          name, new Failures(1, now), (before, _) -> new Failures(before.count() + 1, now));
    }
  }

  synchronized void succeeded(UserName name) {
    byName.remove(name);
  }
}
