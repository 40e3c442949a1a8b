/**
 * The gateway's schema {@code tunnel} in the one database.
 *
 * <p>In: a {@code DataSource}. Out: a migrated schema and the door to it for the {@code *Rows} of
 * the features. Must not know what the rows mean.
 */
@NullMarked
package fleet.tunnel.db;

import org.jspecify.annotations.NullMarked;
