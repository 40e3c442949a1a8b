/**
 * The gateway between support and devices that only dial out: a jump host that passes bytes and
 * never sees what they say.
 *
 * <p>In: SSH logins of devices and of people, requests of the API for certificates. Out: piped
 * channels, certificates, and rows that tell who went where. Must not know releases, engines or
 * what runs on a device.
 */
@NullMarked
package fleet.tunnel;

import org.jspecify.annotations.NullMarked;
