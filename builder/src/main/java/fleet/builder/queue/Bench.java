package fleet.builder.queue;

import fleet.builder.build.BuildTools;
import fleet.builder.build.Opener;
import fleet.builder.db.LeaseRows;
import fleet.builder.db.QueueRows;
import java.nio.file.Path;

/**
 * What all builds of this process work with.
 *
 * @param workFolders parent of the builds' work folders
 */
public record Bench(
    BuildTools tools,
    QueueRows queue,
    LeaseRows leases,
    Opener opener,
    LeftBlobs left,
    Path workFolders) {}
