/**
 * The container engine: a port in the supervisor's words, and the Docker Engine behind it.
 *
 * <p>In: orders, one call each. Out: what the engine has and says. Must not know releases, targets
 * or which container ought to run: labels pass through unread.
 */
@NullMarked
package fleet.supervisor.engine;

import org.jspecify.annotations.NullMarked;
