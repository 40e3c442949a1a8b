/**
 * Remembers who went where through the gateway, when, and how many bytes passed.
 *
 * <p>In: passages as they begin and end; from the API, whose permits' people were erased. Out: rows
 * of {@code tunnel.sessions}, until they are over. Must not know SSH.
 */
@NullMarked
package fleet.tunnel.session;

import org.jspecify.annotations.NullMarked;
