/**
 * What every route does alike: reads what came from outside into records of the contract, whole or
 * not at all, and gives lists in parts.
 *
 * <p>In: JSON, cursors. Out: a record without nulls, or one sentence of what is wrong that repeats
 * nothing of the input; pages. Must not know which message or list it is.
 */
@NullMarked
package fleet.api.wire;

import org.jspecify.annotations.NullMarked;
