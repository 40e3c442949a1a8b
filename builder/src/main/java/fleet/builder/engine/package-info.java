/**
 * Builds and pushes images with a stock Docker Engine, whose BuildKit it speaks to through the
 * Engine API.
 *
 * <p>In: a folder, a {@code ServiceBuild}, a platform, secrets and logins. Out: steps while it
 * builds, the manifest's digest when it is pushed. Must not know fleets, releases or git;
 * docker-java types stay in here.
 *
 * <pre>
 * folder -> ContextArchive (IgnoreRules) -> BuildSession, from which the engine fetches it
 *                                           POST /build?version=2 -> BuildStream -> Trace -> StepTracker -> BuildWatcher
 * </pre>
 */
@NullMarked
package fleet.builder.engine;

import org.jspecify.annotations.NullMarked;
