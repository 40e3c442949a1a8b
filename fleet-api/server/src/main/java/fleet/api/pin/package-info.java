/**
 * Devices that people keep on a release, whatever their fleet runs, for a while or until somebody
 * ends it.
 *
 * <p>In: a device, a release of its fleet, a reason. Out: the pin, the device's target settled
 * anew. Pins that are over end by themselves: any node looks for them every few seconds. Must not
 * know how a target reaches a device.
 */
@NullMarked
package fleet.api.pin;

import org.jspecify.annotations.NullMarked;
