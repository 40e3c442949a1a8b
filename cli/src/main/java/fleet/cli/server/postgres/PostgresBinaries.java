package fleet.cli.server.postgres;

import fleet.cli.machine.Folders;
import fleet.cli.machine.Program;
import fleet.contract.release.Digest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.regex.Pattern;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs, unpacked.
 *
 * @param folder with {@code bin}, {@code lib} and {@code share}
 */
record PostgresBinaries(Path folder) {
  private static final Pattern VERSION = Pattern.compile("\\(PostgreSQL\\) ([0-9]+)");
  private static final int SHORT_DIGEST = 16;

  /** Unpacks the archive for this processor, once: the folder carries the archive's digest. */
  static PostgresBinaries unpack(Path cache) {
    var archive = archive();
    var name = "postgres-" + Digest.of(archive).hex().substring(0, SHORT_DIGEST);
    var folder = Folders.passable(cache).resolve(name);
    if (!Files.isDirectory(folder)) {
      unpack(archive, cache, folder);
    }
    return new PostgresBinaries(folder);
  }

  String program(String name) {
    return folder.resolve("bin").resolve(name).toString();
  }

  /** The first number of the version: what decides whether a data folder fits. */
  String majorVersion() {
    var text = Program.of(program("postgres"), "--version").output();
    var version = VERSION.matcher(text);
    if (!version.find()) {
      throw new IllegalStateException("PostgreSQL does not tell its version: " + text);
    }
    return version.group(1);
  }

  private static byte[] archive() {
    var architecture = System.getProperty("os.arch", "");
    var name =
        switch (architecture) {
          case "amd64" -> "/postgres-linux-x86_64.txz";
          case "aarch64" -> "/postgres-linux-arm_64.txz";
          default ->
              throw new PostgresException(
                  "there is no built-in PostgreSQL for " + architecture,
                  "run 'fleet serve' with --database-url");
        };
    try (var stream = PostgresBinaries.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException(name + " is not on the class path");
      }
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("could not read " + name, e);
    }
  }

  private static void unpack(byte[] archive, Path cache, Path folder) {
    try (var tar = new XZInputStream(new ByteArrayInputStream(archive))) {
      var fresh = Files.createTempDirectory(cache, "unpacking");
      Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
      Program.of("tar", "--extract", "--no-same-owner", "--directory=" + fresh).output(tar);
      if (Files.isDirectory(folder)) {
        Folders.delete(fresh);
        return;
      }
      Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("could not unpack PostgreSQL into " + folder, e);
    }
  }
}
