package fleet.cli.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/** Folders of this machine, by the custom of the system. */
public final class Folders {
  private Folders() {}

  /** Where what can be made again is kept: FLEET_CACHE, else by user. */
  public static Path cache(Map<String, String> environment) {
    var given = environment.getOrDefault("FLEET_CACHE", "");
    if (!given.isEmpty()) {
      return Path.of(given);
    }
    if (isRoot()) {
      return Path.of("/var/cache/fleet");
    }
    var configured = environment.getOrDefault("XDG_CACHE_HOME", "");
    return (configured.isEmpty() ? home().resolve(".cache") : Path.of(configured)).resolve("fleet");
  }

  /** Where a server keeps its data unless told otherwise. */
  public static Path data() {
    return isRoot() ? Path.of("/var/lib/fleet") : home().resolve(".local/share/fleet");
  }

  public static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  /** Makes a folder and its parents; others may pass through it but not list it. */
  public static Path passable(Path folder) {
    try {
      Files.createDirectories(folder);
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException("could not make the folder " + folder, e);
    }
  }

  /** Removes a folder with everything in it; follows no links. */
  public static void delete(Path folder) {
    try {
      remove(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("could not remove the folder " + folder, e);
    }
  }

  private static Path home() {
    return Path.of(System.getProperty("user.home", "."));
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
