package fleet.builder.queue;

import fleet.builder.build.BuildTools;
import fleet.builder.build.Opener;
import fleet.builder.db.QueueRows;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;

/**
 * What all builds of this process work with.
 *
 * @param workFolders parent of the builds' work folders
 * @param room for images on the engine
 */
public record Bench(
    BuildTools tools,
    QueueRows queue,
    Opener opener,
    LeftBlobs left,
    Path workFolders,
    Semaphore room) {
  private static final int IMAGES_AT_ONCE = 2;

  public static Bench of(
      BuildTools tools, QueueRows queue, Opener opener, LeftBlobs left, Path workFolders) {
    return new Bench(tools, queue, opener, left, workFolders, new Semaphore(IMAGES_AT_ONCE, true));
  }
}
