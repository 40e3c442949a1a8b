/**
 * The database that comes with the server: PostgreSQL as a process of its own, which loses nothing.
 *
 * <p>In: a data folder and a cache folder. Out: addresses of the one database {@code fleet}, a role
 * and a schema for each module. A postmaster that outlived its server is adopted. Must not know
 * what the modules keep.
 *
 * <pre>
 * DATA/postgres.json       port and passwords (0600)
 * DATA/postgres/           owned by fleet-db where the server is root (0700)
 *   data/                  the cluster
 *   start.log, log/        what PostgreSQL says, a file a weekday
 * CACHE/postgres-DIGEST/   the programs, unpacked once
 * </pre>
 */
@NullMarked
package fleet.cli.server.postgres;

import org.jspecify.annotations.NullMarked;
