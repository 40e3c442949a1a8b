/**
 * Fleets: devices that run the same releases.
 *
 * <p>In: orders of people. Out: the fleets' names. Must not know what a release or a device is.
 */
@NullMarked
package fleet.api.fleet;

import org.jspecify.annotations.NullMarked;
