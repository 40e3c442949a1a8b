/**
 * Lets people in: dials the gateway when the target says so, and serves SSH on that link from a
 * child JVM that ends when nobody needs it, so its memory goes back.
 *
 * <p>In: {@code DeviceAction.OpenLink}, the device's identity key. Out: shells and commands in the
 * containers of this device, through {@code fleet.supervisor.exec}. Must not know the target, the
 * plan or the API: who may come is what the certificates say.
 */
@NullMarked
package fleet.supervisor.remote;

import org.jspecify.annotations.NullMarked;
