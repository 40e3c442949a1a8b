/**
 * The lines that devices send: the newest of each, bounded.
 *
 * <p>In: batches of lines. Out: the last lines, and new ones as they come. Must not know who reads.
 */
@NullMarked
package fleet.api.log;

import org.jspecify.annotations.NullMarked;
