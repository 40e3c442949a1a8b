/**
 * Whether a release proves itself on this device: sound for the soak, before the deadline.
 *
 * <p>In: the device as observed, what was seen before, the time. Out: a verdict. Pure, and must not
 * know what follows from a verdict.
 */
@NullMarked
package fleet.supervisor.health;

import org.jspecify.annotations.NullMarked;
