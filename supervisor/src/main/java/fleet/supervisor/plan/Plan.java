package fleet.supervisor.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Steps that may run now, all at once, and for each of them the reason at the same place.
 *
 * <p>An empty plan means that the device is where its goal is.
 */
public record Plan(List<Step> steps, List<Reason> reasons) {
  private static final Plan SETTLED = new Plan(List.of(), List.of());

  public Plan {
    steps = List.copyOf(steps);
    reasons = List.copyOf(reasons);
    if (steps.size() != reasons.size()) {
      throw new IllegalArgumentException("every step has one reason");
    }
  }

  /** The plan of a device that is where its goal is. */
  static Plan settled() {
    return SETTLED;
  }

  static Plan of(Step step, String reason) {
    return new Plan(List.of(step), List.of(new Reason(reason)));
  }

  static Plan all(Stream<Plan> plans) {
    return plans.reduce(SETTLED, Plan::and);
  }

  static Plan firstNonEmpty(Plan... plans) {
    return Stream.of(plans).filter(plan -> !plan.isEmpty()).findFirst().orElse(SETTLED);
  }

  public boolean isEmpty() {
    return steps.isEmpty();
  }

  Plan and(Plan other) {
    var allSteps = new ArrayList<>(steps);
    allSteps.addAll(other.steps);
    var allReasons = new ArrayList<>(reasons);
    allReasons.addAll(other.reasons);
    return new Plan(allSteps, allReasons);
  }
}
