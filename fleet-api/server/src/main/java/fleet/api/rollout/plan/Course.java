package fleet.api.rollout.plan;

import fleet.contract.operator.RolloutState;
import java.time.Instant;
import java.util.List;

/**
 * A rollout as it is before it is judged.
 *
 * @param resumed somebody let it go on after it had halted
 * @param lookedAt when it was judged last
 */
public record Course(
    RolloutState state, Terms terms, boolean resumed, Instant lookedAt, List<First> firsts) {
  public Course {
    firsts = List.copyOf(firsts);
  }
}
