package fleet.contract.operator;

import fleet.contract.identity.DeviceName;
import java.time.Duration;
import java.util.List;

/**
 * Who would move when, were a rollout started now.
 *
 * @param seed draws the same devices again, as long as there are the same to draw from
 * @param first the devices that go first, by name
 * @param rest how many others follow when it stays healthy there
 * @param kept devices that would not move, as one line each: pinned, or nothing in it fits
 */
public record RolloutPlan(
    ReleaseSummary release,
    long seed,
    List<DeviceName> first,
    int rest,
    List<String> kept,
    Duration soak,
    Duration deadline) {
  public RolloutPlan {
    first = List.copyOf(first);
    kept = List.copyOf(kept);
  }
}
