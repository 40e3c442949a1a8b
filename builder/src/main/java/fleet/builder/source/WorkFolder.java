package fleet.builder.source;

import fleet.contract.identity.BuildId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** The folder of one build, gone when closed: {@code BUILD/project} and {@code BUILD/contexts}. */
public final class WorkFolder implements AutoCloseable {
  private final Path folder;

  private WorkFolder(Path folder) {
    this.folder = folder;
  }

  public static WorkFolder create(Path parent, BuildId build) throws IOException {
    var work = new WorkFolder(parent.resolve(build.toString()));
    Files.createDirectories(work.project());
    Files.createDirectories(work.contexts());
    return work;
  }

  /** Removes all work folders, at start when no build runs. */
  public static void removeAll(Path parent) throws IOException {
    remove(parent);
    Files.createDirectories(parent);
  }

  public Path project() {
    return folder.resolve("project");
  }

  public Path contexts() {
    return folder.resolve("contexts");
  }

  @Override
  public void close() throws IOException {
    remove(folder);
  }

  private static void remove(Path path) throws IOException {
    if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      try (var children = Files.newDirectoryStream(path)) {
        for (var child : children) {
          remove(child);
        }
      }
    }
    Files.deleteIfExists(path);
  }
}
