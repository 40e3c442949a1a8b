/**
 * Who did what, and when: rows that are only ever added.
 *
 * <p>In: one sentence for each order of a person or registration of a device, in the transaction
 * that carries it out. Out: rows. Must not know what the orders mean.
 */
@NullMarked
package fleet.api.audit;

import org.jspecify.annotations.NullMarked;
