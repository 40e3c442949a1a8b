package fleet.cli.credential;

import fleet.contract.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/**
 * A value in the user's configuration folder {@code fleet/}, readable by its owner alone (file
 * 0600, folder 0700). It is replaced whole, so a reader sees the old or the new one.
 *
 * @param what it holds, for people: {@code the sign-ins}
 * @param whenDamaged what to do then
 */
record OwnFile<T>(Path file, Class<T> type, T none, String what, String whenDamaged) {
  private static final FileAttribute<?> OWNER_ONLY_FOLDER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  private static final FileAttribute<?> OWNER_ONLY_FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  /** The folder of the user whose environment this is: below XDG_CONFIG_HOME, else ~/.config. */
  static Path folder(Map<String, String> environment) {
    var configured = environment.getOrDefault("XDG_CONFIG_HOME", "");
    var folder = configured.isEmpty() ? home(environment).resolve(".config") : Path.of(configured);
    return folder.resolve("fleet");
  }

  private static Path home(Map<String, String> environment) {
    var home = environment.getOrDefault("HOME", "");
    return Path.of(home.isEmpty() ? System.getProperty("user.home", ".") : home);
  }

  /**
   * Returns what is kept.
   *
   * @throws CredentialException when it cannot be read
   */
  T read() {
    try {
      return Json.read(Files.readAllBytes(file), type);
    } catch (NoSuchFileException e) {
      return none;
    } catch (UncheckedIOException e) {
      throw new CredentialException("%s in %s are damaged".formatted(what, file), whenDamaged, e);
    } catch (IOException e) {
      throw new CredentialException(
          "could not read %s in %s: %s".formatted(what, file, reason(e)), "", e);
    }
  }

  /**
   * Keeps this instead of what was kept.
   *
   * @throws CredentialException when it cannot be written
   */
  void write(T value) {
    try {
      var folder = ownFolder();
      var temporary = Files.createTempFile(folder, "new", ".tmp", OWNER_ONLY_FILE);
      try {
        Files.write(temporary, Json.writeBytes(value));
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      throw new CredentialException(
          "could not keep %s in %s: %s".formatted(what, file, reason(e)), "", e);
    }
  }

  private Path ownFolder() throws IOException {
    var folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IOException("it has no folder");
    }
    Files.createDirectories(folder, OWNER_ONLY_FOLDER);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    return folder;
  }

  private static String reason(IOException e) {
    return e instanceof AccessDeniedException ? "permission denied" : e.toString();
  }
}
