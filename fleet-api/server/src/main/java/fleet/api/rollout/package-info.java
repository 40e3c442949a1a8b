/**
 * Which device runs which release, and how far a release has come.
 *
 * <p>In: a release that may be deployed, to all or to some devices first. Out: an assignment for
 * each device, rollouts that go on by themselves or halt, progress. {@code Assignments} is where
 * everybody comes who changes what a device should run; {@code plan} decides. Must not know how a
 * release is made.
 */
@NullMarked
package fleet.api.rollout;

import org.jspecify.annotations.NullMarked;
