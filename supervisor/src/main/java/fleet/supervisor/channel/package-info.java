/**
 * The device's one connection to the API: registration, sign-in, a WebSocket, and HTTPS polling
 * where that does not come through.
 *
 * <p>In: reports and log lines. Out: targets, device tokens, the server's time. Must not know what
 * a target means.
 */
@NullMarked
package fleet.supervisor.channel;

import org.jspecify.annotations.NullMarked;
