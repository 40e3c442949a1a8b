/**
 * Releases: what a build made, kept for ever under a version.
 *
 * <p>In: {@code NewRelease} of the builder. Out: {@code Release}, the revision counted; a final one
 * goes to the rollout in the same transaction. Must not know how images were built.
 */
@NullMarked
package fleet.api.release;

import org.jspecify.annotations.NullMarked;
