/**
 * Who may pull what from the registry: tokens in the shape of Docker's token handshake.
 *
 * <p>In: a person or a device, and scopes as Docker writes them. Out: a signed token with what of
 * it they may. Must not know how the registry stores anything.
 */
@NullMarked
package fleet.api.registry;

import org.jspecify.annotations.NullMarked;
