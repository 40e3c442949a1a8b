/**
 * The builder's own schema: builds, and their logs.
 *
 * <p>In: events of builds. Out: the same again, later and after a restart. Must not know how builds
 * are made; no other package of the builder knows SQL.
 */
@NullMarked
package fleet.builder.db;

import org.jspecify.annotations.NullMarked;
