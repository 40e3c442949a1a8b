package fleet.supervisor.health;

import fleet.supervisor.plan.ContainerId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What was seen so far of a release that has to prove itself.
 *
 * @param startedAt when its images were complete and the first container could start
 * @param soundSince since when every service is sound without a restart
 * @param restarts of each container when it was last seen
 */
public record Trial(
    Instant startedAt, Optional<Instant> soundSince, Map<ContainerId, Integer> restarts) {
  public Trial {
    restarts = Map.copyOf(restarts);
  }

  /** A trial that begins now. */
  public static Trial begin(Instant now) {
    return new Trial(now, Optional.empty(), Map.of());
  }
}
