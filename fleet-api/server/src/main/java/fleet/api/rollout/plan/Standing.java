package fleet.api.rollout.plan;

import java.time.Duration;
import java.time.Instant;

/**
 * Whether a release is healthy on a device, and since when.
 *
 * @param since for one that never was good: when it was given the release
 */
public record Standing(boolean good, Instant since) {
  /** As it is seen now. */
  Standing seen(boolean isGood, Instant now) {
    return isGood == good ? this : new Standing(isGood, now);
  }

  /** One that is not good is not blamed for a time in which nobody looked. */
  Standing unwatched(Duration gap) {
    return good ? this : new Standing(false, since.plus(gap));
  }
}
