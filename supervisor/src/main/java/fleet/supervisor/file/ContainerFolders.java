package fleet.supervisor.file;

import fleet.contract.release.FileMount.FileAccess;
import fleet.supervisor.state.DurableFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A folder of small files for each container, in one that nobody else on the machine may enter. A
 * file that is there is never written again: a container has it open.
 */
final class ContainerFolders {
  private static final Set<PosixFilePermission> OWN = PosixFilePermissions.fromString("rwx------");

  private final Path root;

  ContainerFolders(Path root) {
    this.root = root;
  }

  /** The file of that name, with this content when it was not there. */
  Path put(String container, String name, byte[] content, FileAccess access) {
    var folder = root.resolve(container).toAbsolutePath();
    var path = folder.resolve(name);
    var file = new DurableFile(path);
    try {
      Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OWN));
      if (file.read().filter(present -> Arrays.equals(present, content)).isEmpty()) {
        file.write(content, temporary -> give(temporary, access));
      }
      return path;
    } catch (IOException e) {
      throw new UncheckedIOException("could not make the folder of " + path, e);
    }
  }

  /** Takes away the folders of all other containers. */
  void keepOnly(Set<String> containers) {
    for (var folder : entries(root)) {
      if (!containers.contains(root.relativize(folder).toString())) {
        remove(folder);
      }
    }
  }

  private static void remove(Path folder) {
    try {
      for (var file : entries(folder)) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("could not remove " + folder, e);
    }
  }

  private static List<Path> entries(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var entries = Files.list(folder)) {
      return entries.toList();
    } catch (IOException e) {
      throw new UncheckedIOException("could not read " + folder, e);
    }
  }

  private static void give(Path file, FileAccess access) throws IOException {
    var mode = EnumSet.noneOf(PosixFilePermission.class);
    var permissions = PosixFilePermission.values();
    for (var bit = 0; bit < permissions.length; bit++) {
      if ((access.mode() & (0400 >> bit)) != 0) {
        mode.add(permissions[bit]);
      }
    }
    Files.setPosixFilePermissions(file, mode);
    if (!access.equals(new FileAccess(ownId(file, "uid"), ownId(file, "gid"), access.mode()))) {
      Files.setAttribute(file, "unix:uid", access.user());
      Files.setAttribute(file, "unix:gid", access.group());
    }
  }

  private static int ownId(Path file, String which) throws IOException {
    return (int) Files.getAttribute(file, "unix:" + which);
  }
}
