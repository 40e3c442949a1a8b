/**
 * Reads what came from outside into records of the contract, whole or not at all.
 *
 * <p>In: JSON. Out: a record without nulls, or one sentence of what is wrong that repeats nothing
 * of the input. Must not know which message it is.
 */
@NullMarked
package fleet.api.wire;

import org.jspecify.annotations.NullMarked;
