package fleet.cli.command;

import fleet.contract.operator.SshGrant;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/**
 * A private folder for one session: a key made for it, and all that ssh reads. It is removed at the
 * end, also when the process is told to stop.
 */
final class SshFolder implements AutoCloseable {
  static final String KEY = "key";
  static final String CERTIFICATE = "key-cert.pub";
  static final String KNOWN_HOSTS = "known_hosts";
  static final String CONFIG = "config";

  private final Path folder;
  private final Thread removal;

  private SshFolder(Path folder) {
    this.folder = folder;
    this.removal = new Thread(() -> remove(folder), "fleet-ssh-folder");
  }

  /** Makes the folder, readable by its owner alone, and a new Ed25519 key in it. */
  static SshFolder create() throws InterruptedException {
    try {
      var made = new SshFolder(Files.createTempDirectory("fleet-ssh"));
      Runtime.getRuntime().addShutdownHook(made.removal);
      made.makeKey();
      return made;
    } catch (IOException e) {
      throw CommandFailure.failed("could not make a folder for the session: " + e.getMessage(), "");
    }
  }

  /** One OpenSSH line. */
  String publicKey() {
    try {
      return Files.readString(folder.resolve(KEY + ".pub")).strip();
    } catch (IOException e) {
      throw CommandFailure.failed("could not read the session's key: " + e.getMessage(), "");
    }
  }

  /** Lays the grant beside the key. */
  SshConfig write(SshGrant grant, String gatewayHost) {
    var config = new SshConfig(grant, folder, gatewayHost);
    write(CERTIFICATE, grant.certificate().strip() + "\n");
    write(KNOWN_HOSTS, config.knownHosts());
    write(CONFIG, config.text());
    return config;
  }

  @Override
  public void close() {
    remove(folder);
    try {
      Runtime.getRuntime().removeShutdownHook(removal);
    } catch (IllegalStateException e) {
      // The process is stopping: the hook runs, and finds nothing left.
    }
  }

  private void makeKey() throws InterruptedException {
    var file = folder.resolve(KEY).toString();
    var command = List.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "fleet", "-f", file);
    var exit = Programs.run(command, ProcessBuilder.Redirect.DISCARD);
    if (exit != 0) {
      close();
      throw CommandFailure.failed("ssh-keygen could not make a key (exit code " + exit + ")", "");
    }
  }

  private void write(String name, String text) {
    try {
      Files.writeString(folder.resolve(name), text, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw CommandFailure.failed("could not write the session's files: " + e.getMessage(), "");
    }
  }

  private static void remove(Path folder) {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | java.io.UncheckedIOException e) {
      // Nothing is left to do with a folder that cannot be removed or is gone.
    }
  }
}
