/**
 * The links that devices dialled out: device id -> SSH session, one per device, the newest wins.
 *
 * <p>In: sessions that the gateway has found to be a device's. Out: channels to the device, opened
 * on its link without listening anywhere, and bytes flowing between channels. Must not know people
 * or certificates.
 */
@NullMarked
package fleet.tunnel.link;

import org.jspecify.annotations.NullMarked;
