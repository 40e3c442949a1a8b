/**
 * The decision of a rollout: who goes first, and whether it goes on. Pure: no I/O, clock, logger or
 * randomness.
 *
 * <p>In: devices with what they reported, the terms, the time. Out: {@code Draw}, and {@code
 * Verdict} with its reason. Must not know tables, threads or HTTP.
 */
@NullMarked
package fleet.api.rollout.plan;

import org.jspecify.annotations.NullMarked;
