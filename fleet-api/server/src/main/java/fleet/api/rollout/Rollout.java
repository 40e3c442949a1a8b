package fleet.api.rollout;

import fleet.api.rollout.plan.Course;
import fleet.api.rollout.plan.First;
import fleet.api.rollout.plan.Judge;
import fleet.api.rollout.plan.Terms;
import fleet.contract.identity.DeviceName;
import fleet.contract.identity.FleetName;
import fleet.contract.operator.ReleaseSummary;
import fleet.contract.operator.RolloutState;
import fleet.contract.operator.RolloutView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A row of {@code api.rollouts}.
 *
 * @param number counts them, so that they have an order
 */
record Rollout(
    UUID id,
    long number,
    FleetName fleet,
    ReleaseSummary release,
    RolloutState state,
    String by,
    Instant createdAt,
    Instant changedAt,
    long seed,
    Terms terms,
    String reason,
    Optional<DeviceName> culprit,
    boolean resumed,
    Instant lookedAt) {
  /** The same in another state. */
  Rollout turned(RolloutState other, String why, Optional<DeviceName> who, Instant now) {
    return new Rollout(
        id, number, fleet, release, other, by, createdAt, now, seed, terms, why, who, resumed,
        lookedAt);
  }

  /** The same, going on in spite of what halted it. */
  Rollout resumedBy(String who, Instant now) {
    var why = "%s let it go on, though %s".formatted(who, reason);
    return new Rollout(
        id,
        number,
        fleet,
        release,
        RolloutState.RUNNING,
        by,
        createdAt,
        now,
        seed,
        terms,
        why,
        Optional.empty(),
        true,
        now);
  }

  Course course(List<First> firsts) {
    return new Course(state, terms, resumed, lookedAt, firsts);
  }

  RolloutView view(List<First> firsts) {
    return new RolloutView(
        id,
        fleet,
        release,
        state,
        by,
        createdAt,
        changedAt,
        seed,
        terms.soak(),
        terms.deadline(),
        reason,
        culprit,
        firsts.stream().map(Rollout::device).toList(),
        state == RolloutState.SOAKING ? Judge.soaked(firsts, terms) : Optional.empty());
  }

  private static RolloutView.Device device(First first) {
    return new RolloutView.Device(
        first.device(),
        first.name(),
        first.standing().good(),
        first.standing().since(),
        first.sighting().clause(),
        first.forgiven());
  }
}
