package fleet.builder.source;

import fleet.contract.identity.BuildId;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

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

  private static void remove(Path folder) throws IOException {
    try {
      Files.walkFileTree(folder, new Remover());
    } catch (NoSuchFileException e) {
      // Gone already.
    }
  }

  private static final class Remover extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
        throws IOException {
      if (failure != null) {
        throw failure;
      }
      Files.delete(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}
