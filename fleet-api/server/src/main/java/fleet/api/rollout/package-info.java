/**
 * Which device runs which release, and how far a release has come.
 *
 * <p>In: a release that may be deployed. Out: an assignment for each device that it fits, progress.
 * For now a final release becomes its fleet's at once; phases come here. Must not know how a
 * release is made.
 */
@NullMarked
package fleet.api.rollout;

import org.jspecify.annotations.NullMarked;
