package fleet.cli.measure;

import fleet.cli.machine.Patience;
import fleet.cli.machine.Ports;
import fleet.cli.machine.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** OpenSSH's server, behind which git is. */
record SshdPeer(Process process, int port, Path key) implements GitPeer {
  private static final Duration START = Duration.ofSeconds(20);

  static SshdPeer start(Path parent) {
    try {
      var folder = Files.createDirectories(parent.resolve("sshd"));
      var port = Ports.anyFree();
      var hostKey = ReceivedPushes.newKey(folder.resolve("host_key"));
      var key = ReceivedPushes.newKey(folder.resolve("id_ed25519"));
      var settings = folder.resolve("sshd_config");
      Files.writeString(settings, settings(port, hostKey, key));
      // It asks for this folder even where it separates nothing.
      var _ = Files.createDirectories(Path.of("/run/sshd"));
      var process =
          Program.of("/usr/sbin/sshd", "-D", "-e", "-f", settings.toString())
              .builder()
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("sshd.log").toFile())
              .start();
      var peer = new SshdPeer(process, port, key);
      if (!Patience.of(START).until(() -> !Ports.isFree("127.0.0.1", port))) {
        peer.close();
        throw new IllegalStateException("sshd does not start");
      }
      return peer;
    } catch (IOException e) {
      throw new UncheckedIOException("could not start sshd (Debian's openssh-server)", e);
    }
  }

  private static String settings(int port, Path hostKey, Path key) {
    return """
    ListenAddress 127.0.0.1:%d
    HostKey %s
    AuthorizedKeysFile %s.pub
    PidFile none
    StrictModes no
    UsePAM no
    PasswordAuthentication no
    PermitRootLogin prohibit-password
    """
        .formatted(port, hostKey, key);
  }

  @Override
  public String url(Path repository) {
    return "ssh://%s@127.0.0.1:%d%s".formatted(System.getProperty("user.name"), port, repository);
  }

  @Override
  public Program let(Program git) {
    return git.with("GIT_SSH_COMMAND", ReceivedPushes.sshCommand(key));
  }

  @Override
  public void close() {
    process.destroy();
    try {
      var _ = process.waitFor(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
