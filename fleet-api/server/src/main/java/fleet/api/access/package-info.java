/**
 * Who somebody is and what they may do: people, their sign-ins and SSH keys, roles, and the keys by
 * which the API signs.
 *
 * <p>In: passwords, tokens, SSH keys. Out: a {@code Person}, decisions with a sentence, signed
 * tokens. Must not know fleets, devices or releases.
 */
@NullMarked
package fleet.api.access;

import org.jspecify.annotations.NullMarked;
