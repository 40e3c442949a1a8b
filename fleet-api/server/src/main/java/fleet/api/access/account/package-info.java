/**
 * The accounts of people: who there is, how they sign in, which roles they have where, who they are
 * elsewhere.
 *
 * <p>In: names, passwords, tokens, orders of owners. Out: sign-ins, {@code Person}, views of
 * people. Must not know devices or releases, nor how anything is asked over HTTP.
 */
@NullMarked
package fleet.api.access.account;

import org.jspecify.annotations.NullMarked;
