package fleet.cli.command;

import fleet.cli.command.TarWriter.Entry;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The folder that is pushed. It goes as it lies there, in the order of its names: files, folders
 * and symbolic links, without {@code .git}; what a {@code .dockerignore} names is left out by the
 * server, which reads it in the way that Docker does. Sockets, pipes and devices stay.
 */
final class ProjectFolder implements SentFiles {
  private static final Set<String> LEFT_OUT = Set.of(".git");
  private static final int READ_WRITE = 0644;
  private static final int EXECUTABLE = 0755;

  private final Path root;
  private final Set<Path> kept;

  private ProjectFolder(Path root, Set<Path> kept) {
    this.root = root;
    this.kept = Set.copyOf(kept);
  }

  /**
   * @throws CommandFailure when there is no such folder
   */
  static ProjectFolder at(Path root) {
    if (!Files.exists(root)) {
      throw CommandFailure.usage("there is no folder " + root, "--source names the folder");
    }
    if (!Files.isDirectory(root)) {
      throw CommandFailure.usage(root + " is not a folder", "--source names the folder");
    }
    return new ProjectFolder(root, Set.of());
  }

  /** The same, but these files stay where they are. */
  ProjectFolder without(List<Path> files) {
    return new ProjectFolder(root, Set.copyOf(files));
  }

  @Override
  public void writeTar(OutputStream out) throws IOException {
    var tar = new TarWriter(out);
    writeChildren(tar, root, "");
    tar.finish();
  }

  private void writeChildren(TarWriter tar, Path folder, String prefix) throws IOException {
    for (var child : children(folder)) {
      var name = prefix + child.getFileName();
      if (!LEFT_OUT.contains(name) && !kept.contains(child)) {
        write(tar, child, name);
      }
    }
  }

  private static List<Path> children(Path folder) {
    try (var entries = Files.list(folder)) {
      return entries.sorted().toList();
    } catch (IOException | UncheckedIOException e) {
      throw unreadable(folder, e);
    }
  }

  private void write(TarWriter tar, Path path, String name) throws IOException {
    var attributes = attributes(path);
    if (attributes.isDirectory()) {
      tar.write(entry(name + "/", Entry.FOLDER, EXECUTABLE, attributes, ""));
      writeChildren(tar, path, name + "/");
      return;
    }
    if (attributes.isSymbolicLink()) {
      var link = Files.readSymbolicLink(path).toString();
      tar.write(entry(name, Entry.SYMBOLIC_LINK, 0777, attributes, link));
      return;
    }
    if (attributes.isRegularFile()) {
      writeFile(tar, path, entry(name, Entry.FILE, mode(path), attributes, ""));
    }
  }

  private static BasicFileAttributes attributes(Path path) {
    try {
      return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  private static void writeFile(TarWriter tar, Path path, Entry entry) throws IOException {
    try (var content = open(path)) {
      tar.write(entry, content);
    } catch (EOFException e) {
      throw CommandFailure.failed(path + " changed while it was sent", "push again");
    }
  }

  private static InputStream open(Path path) {
    try {
      return Files.newInputStream(path);
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  private static Entry entry(
      String name, char type, int mode, BasicFileAttributes attributes, String link) {
    var size = type == Entry.FILE ? attributes.size() : 0;
    var modified = attributes.lastModifiedTime().to(TimeUnit.SECONDS);
    return new Entry(name, type, mode, size, modified, link);
  }

  /** What git keeps of a mode: whether the file may be executed. */
  private static int mode(Path path) {
    return Files.isExecutable(path) ? EXECUTABLE : READ_WRITE;
  }

  @Override
  public String toString() {
    return root.toString();
  }

  private static CommandFailure unreadable(Path path, Exception e) {
    return CommandFailure.failed("could not read %s: %s".formatted(path, reason(e)), "");
  }

  private static String reason(Exception e) {
    return e instanceof AccessDeniedException ? "permission denied" : e.toString();
  }
}
