/**
 * Clocks, and the bell that ends a wait early.
 *
 * <p>In: nothing of ours. Out: everything that waits uses it. Must not know for what.
 */
@NullMarked
package fleet.supervisor.time;

import org.jspecify.annotations.NullMarked;
