package fleet.api.rollout.plan;

import java.time.Duration;

/**
 * When a rollout goes on, and when it halts.
 *
 * @param soak how long the release must stay healthy on all first devices
 * @param deadline how long one of them may be other than healthy
 */
public record Terms(Duration soak, Duration deadline) {}
