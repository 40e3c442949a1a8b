/**
 * The way to PostgreSQL: schema {@code api}, its migrations, transactions, and the doorbell.
 *
 * <p>In: a {@code DataSource}. Out: transactions for the {@code *Rows} of the features, rings of
 * the doorbell. Must not know any table.
 */
@NullMarked
package fleet.api.db;

import org.jspecify.annotations.NullMarked;
