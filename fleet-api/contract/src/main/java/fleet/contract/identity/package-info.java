/**
 * Names, ids, public keys and tokens: who and which, without what they do.
 *
 * <p>In: strings from the edge, parsed once. Out: types that are valid when they exist. Must not
 * know releases, devices' state or any store.
 */
@NullMarked
package fleet.contract.identity;

import org.jspecify.annotations.NullMarked;
