/**
 * Who somebody is and what they may do: the decision, SSH keys, and the keys by which the API
 * signs. Below it {@code account} keeps people and lets them in.
 *
 * <p>In: names, tokens, SSH keys. Out: a {@code Person}, decisions with a sentence, signed tokens.
 * Must not know fleets, devices or releases.
 */
@NullMarked
package fleet.api.access;

import org.jspecify.annotations.NullMarked;
