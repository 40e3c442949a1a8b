/**
 * Looks at the engine and tells what of ours is there; labels are the only memory of ownership.
 *
 * <p>In: the engine. Out: {@code plan.DeviceState}. Must not know what ought to be there, and must
 * not change anything; all that it runs are the health tests of containers that have just started.
 */
@NullMarked
package fleet.supervisor.observe;

import org.jspecify.annotations.NullMarked;
