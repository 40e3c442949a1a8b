/**
 * Devices: how they come to be, sign in, report, and are ordered about.
 *
 * <p>In: registrations with a provisioning key, signed challenges, reports. Out: devices, their
 * tokens, their state as last reported, open actions. Must not know who listens, nor over which
 * protocol a device speaks.
 */
@NullMarked
package fleet.api.device;

import org.jspecify.annotations.NullMarked;
