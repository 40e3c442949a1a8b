/**
 * The shapes of the contract's types, for the published document.
 *
 * <p>In: records, sealed interfaces, enums. Out: JSON Schemas (2020-12) that say what {@code
 * fleet.contract.Json} writes and reads. Must not know which route uses which.
 */
@NullMarked
package fleet.api.schema;

import org.jspecify.annotations.NullMarked;
