package fleet.cli.server.postgres;

import fleet.cli.machine.Folders;
import fleet.cli.machine.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/**
 * Who the database's processes run as: PostgreSQL refuses to be root, so root gives it a system
 * user of its own.
 *
 * @param isOther whether that is somebody else than this process's user
 */
record DatabaseUser(boolean isOther) {
  private static final String NAME = "fleet-db";

  /** Makes the system user where one is needed and missing. */
  static DatabaseUser ensure() {
    if (!Folders.isRoot()) {
      return new DatabaseUser(false);
    }
    if (!Program.of("getent", "passwd", NAME).run().isGood()) {
      Program.of(
              "useradd",
              "--system",
              "--user-group",
              "--no-create-home",
              "--home-dir=/nonexistent",
              "--shell=/usr/sbin/nologin",
              NAME)
          .output();
    }
    return new DatabaseUser(true);
  }

  /** A program that runs as this user and works in that folder. */
  Program program(Path folder, List<String> words) {
    var prefix =
        isOther
            ? List.of("setpriv", "--reuid=" + NAME, "--regid=" + NAME, "--clear-groups", "--")
            : List.<String>of();
    return Program.of(Stream.concat(prefix.stream(), words.stream()).toList()).in(folder);
  }

  /**
   * Makes a folder that only this user may enter.
   *
   * @throws PostgresException when its parents shut this user out
   */
  void own(Path folder) {
    try {
      Files.createDirectories(folder);
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
      give(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("could not make the folder " + folder, e);
    }
    var reach = program(Path.of("/"), List.of("test", "-x", folder.toString()));
    if (!reach.run().isGood()) {
      throw new PostgresException(
          "the database's user %s cannot reach %s".formatted(NAME, folder),
          "choose a data folder whose parents others may pass through, such as /var/lib/fleet");
    }
  }

  void give(Path path) throws IOException {
    if (isOther) {
      var lookup = path.getFileSystem().getUserPrincipalLookupService();
      Files.setOwner(path, lookup.lookupPrincipalByName(NAME));
    }
  }
}
