/**
 * Lets people in: dials the gateway when the target says so, and serves SSH on that link from a
 * child JVM that ends when nobody needs it, so its memory goes back.
 *
 * <p>In: {@code DeviceAction.OpenLink}, the device's identity key. Out: shells and commands in the
 * containers of this device, through {@code fleet.supervisor.exec}. Must not know the target, the
 * plan or the API: who may come is what the certificates say.
 *
 * <pre>
 * the supervisor             RemoteAccess -> SessionProcess
 * standard input             LinkOrder, a JSON line each; its end is the end of the child
 * the child JVM, SessionMain LinkKeeper -> Dialer ==link==> gateway
 *                                            |  LinkedChannel, one for each who comes
 *                                            v
 *                            DeviceServer -> Login -> SessionChannel -> LandingCommand -> exec
 * </pre>
 *
 * <p>Nothing listens: the bytes of a channel of the link are handed to the SSH server in the same
 * process (ChannelIoSession), so no program on the device can knock at it. Logins are judged here
 * and not by the library, which goes by the clock of this machine; a device's clock may be wrong.
 */
@NullMarked
package fleet.supervisor.remote;

import org.jspecify.annotations.NullMarked;
