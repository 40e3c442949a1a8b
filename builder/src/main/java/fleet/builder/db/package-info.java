/**
 * The builder's own schema: builds, their queue and its leases, their logs, and which engines are
 * drained.
 *
 * <p>In: builds that arrive, and their events. Out: the same again, later and after a restart, each
 * build to one node at a time. Must not know how builds are made; no other package of the builder
 * knows SQL.
 */
@NullMarked
package fleet.builder.db;

import org.jspecify.annotations.NullMarked;
