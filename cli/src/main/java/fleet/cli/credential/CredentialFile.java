package fleet.cli.credential;

import fleet.contract.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/**
 * The file that keeps sign-ins: {@code fleet/credentials.json} in the user's configuration folder,
 * readable by its owner alone (file 0600, folder 0700). It is replaced whole, so a reader sees the
 * old or the new one.
 */
public final class CredentialFile {
  private static final FileAttribute<?> OWNER_ONLY_FOLDER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  private static final FileAttribute<?> OWNER_ONLY_FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final Path file;

  public CredentialFile(Path file) {
    this.file = file;
  }

  /** The file of the user whose environment this is: below XDG_CONFIG_HOME, else ~/.config. */
  public static CredentialFile of(Map<String, String> environment) {
    var configured = environment.getOrDefault("XDG_CONFIG_HOME", "");
    var folder = configured.isEmpty() ? home(environment).resolve(".config") : Path.of(configured);
    return new CredentialFile(folder.resolve("fleet").resolve("credentials.json"));
  }

  private static Path home(Map<String, String> environment) {
    var home = environment.getOrDefault("HOME", "");
    return Path.of(home.isEmpty() ? System.getProperty("user.home", ".") : home);
  }

  /**
   * Returns what is kept; nothing when there is no file.
   *
   * @throws CredentialException when it cannot be read
   */
  public Credentials read() {
    try {
      return Json.read(Files.readAllBytes(file), Credentials.class);
    } catch (NoSuchFileException e) {
      return Credentials.NONE;
    } catch (UncheckedIOException e) {
      throw new CredentialException(
          "the sign-ins in %s are damaged".formatted(file),
          "remove that file, then fleet login",
          e);
    } catch (IOException e) {
      throw new CredentialException(
          "could not read the sign-ins in %s: %s".formatted(file, reason(e)), "", e);
    }
  }

  /**
   * Keeps these instead of what was kept.
   *
   * @throws CredentialException when they cannot be written
   */
  public void write(Credentials credentials) {
    try {
      var folder = ownFolder();
      var temporary = Files.createTempFile(folder, "credentials", ".tmp", OWNER_ONLY_FILE);
      try {
        Files.write(temporary, Json.writeBytes(credentials));
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      throw new CredentialException(
          "could not keep the sign-in in %s: %s".formatted(file, reason(e)), "", e);
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
    return e instanceof java.nio.file.AccessDeniedException ? "permission denied" : e.toString();
  }
}
