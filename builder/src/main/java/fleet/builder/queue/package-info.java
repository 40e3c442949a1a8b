/**
 * The queue of builds: it is in PostgreSQL, every builder takes from it, and what one of them was
 * building when it was killed is begun again.
 *
 * <p>In: {@code Arrival}s from git and uploads, whose files have names by their content already.
 * Out: a {@code BuildLog} at once, wherever the build runs. Must not know how a build is made.
 *
 * <pre>
 * Arrival -> Builds -> rows <- ClaimLoop -> LocalBuilds -> Attempt (-> build.Build, LogKeeper)
 *                        ^---- Mirror, for what another builder builds
 * </pre>
 */
@NullMarked
package fleet.builder.queue;

import org.jspecify.annotations.NullMarked;
