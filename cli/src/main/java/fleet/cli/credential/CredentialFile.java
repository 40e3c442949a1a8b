package fleet.cli.credential;

import java.nio.file.Path;
import java.util.Map;

/** The file that keeps sign-ins: {@code credentials.json} in the user's configuration folder. */
public final class CredentialFile {
  private final OwnFile<Credentials> file;

  public CredentialFile(Path file) {
    this.file =
        new OwnFile<>(
            file,
            Credentials.class,
            Credentials.NONE,
            "the sign-ins",
            "remove that file, then fleet login");
  }

  /** The file of the user whose environment this is. */
  public static CredentialFile of(Map<String, String> environment) {
    return new CredentialFile(OwnFile.folder(environment).resolve("credentials.json"));
  }

  /**
   * Returns what is kept; nothing when there is no file.
   *
   * @throws CredentialException when it cannot be read
   */
  public Credentials read() {
    return file.read();
  }

  /**
   * Keeps these instead of what was kept.
   *
   * @throws CredentialException when they cannot be written
   */
  public void write(Credentials credentials) {
    file.write(credentials);
  }
}
