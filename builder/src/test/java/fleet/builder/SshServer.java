package fleet.builder;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** OpenSSH's server on loopback, for one key. */
final class SshServer implements AutoCloseable {
  private final Path folder;
  private final int port = DebianRegistry.freePort();
  private final Process process;

  SshServer(Path folder) throws IOException, InterruptedException {
    this.folder = folder;
    for (var key : List.of("host", "user")) {
      run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder.resolve(key).toString());
    }
    var config = folder.resolve("sshd_config");
    Files.writeString(
        config,
        """
        Port %d
        ListenAddress 127.0.0.1
        HostKey %s
        AuthorizedKeysFile %s
        PidFile none
        StrictModes no
        UsePAM no
        PasswordAuthentication no
        PermitRootLogin prohibit-password
        """
            .formatted(port, folder.resolve("host"), folder.resolve("user.pub")));
    Files.createDirectories(Path.of("/run/sshd"));
    process =
        new ProcessBuilder("/usr/sbin/sshd", "-D", "-e", "-f", config.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("sshd.log").toFile())
            .start();
    await().atMost(Duration.ofSeconds(20)).until(this::answers);
  }

  int port() {
    return port;
  }

  /** A file that knows this host. */
  Path knownHosts() throws IOException {
    var key = Files.readString(folder.resolve("host.pub"));
    return Files.writeString(folder.resolve("known"), "[127.0.0.1]:%d %s".formatted(port, key));
  }

  /** What ssh is told with {@code -F}. */
  Path clientConfig(Path known) throws IOException {
    return Files.writeString(
        folder.resolve("config-" + known.getFileName()),
        """
        IdentityFile %s
        IdentitiesOnly yes
        UserKnownHostsFile %s
        GlobalKnownHostsFile /dev/null
        """
            .formatted(folder.resolve("user"), known));
  }

  /** As a network would that goes away and comes back. */
  void endConnections() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
  }

  @Override
  public void close() {
    endConnections();
    var _ = process.destroyForcibly();
  }

  private boolean answers() {
    try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private void run(String... words) throws IOException, InterruptedException {
    var result = Shell.run(folder, Map.of(), List.of(words));
    if (result.code() != 0) {
      throw new IllegalStateException(result.output());
    }
  }
}
