/**
 * Fleets and devices as people see them, put together from all that is known.
 *
 * <p>In: rows of fleets, devices, releases and reports. Out: {@code FleetView}, {@code DeviceView}
 * with its one line of why. Only reads. Must not know over which protocol anybody looks.
 */
@NullMarked
package fleet.api.view;

import org.jspecify.annotations.NullMarked;
