/**
 * What stands of a device outside of its own rows, for whoever erases it.
 *
 * <p>In: devices that are about to go. Out: their names and what they said are nowhere but in the
 * audit log's marks, which are forgotten too. Must not know why they go, nor what else goes with
 * them.
 */
@NullMarked
package fleet.api.trace;

import org.jspecify.annotations.NullMarked;
