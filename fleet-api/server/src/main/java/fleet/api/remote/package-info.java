/**
 * Ways into devices: who may come, for how long, and the certificates that prove it.
 *
 * <p>In: a person's key and a device; sessions whose people are at a gateway. Out: a session that
 * is recorded, the order to the device to dial the gateway, a grant for {@code ssh}; which of the
 * sessions are over. Must not know what passes through the session.
 */
@NullMarked
package fleet.api.remote;

import org.jspecify.annotations.NullMarked;
