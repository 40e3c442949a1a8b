/**
 * What one device should run: the fleet's release and the device, made into a {@code TargetState}.
 *
 * <p>In: records. Out: records, and the sentence why a release does not fit a device. Pure: no I/O,
 * clock, logger, randomness or threads. Must not know where releases and devices are kept.
 */
@NullMarked
package fleet.api.target;

import org.jspecify.annotations.NullMarked;
