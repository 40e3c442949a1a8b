/**
 * Copies everything that a server remembers into one file, while it runs, and makes a server of
 * such a file again: on another machine, another PostgreSQL, with a later Fleet.
 *
 * <p>In: the data folder, and where each part of the server has its schema. Out: one tar. Must not
 * know what a table or a file means.
 *
 * <pre>
 * data/builder/git/...             as in the data folder: repositories first,
 * fleet-backup.json                what follows ({@link fleet.cli.server.backup.Contents}),
 * database/SCHEMA/TABLE.copy.gz    rows, as COPY writes them, all of one moment after that,
 * data/registry/blobs/...          then the blobs, which no row of that moment lacks,
 * master.key
 * SHA256SUMS                       of every entry before; a file without it is not whole
 * </pre>
 */
@NullMarked
package fleet.cli.server.backup;

import org.jspecify.annotations.NullMarked;
