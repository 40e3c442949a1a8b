package fleet.builder;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Debian's docker-registry on loopback, as a process. */
final class DebianRegistry implements AutoCloseable {
  private final int port;
  private final Process process;

  private DebianRegistry(int port, Process process) {
    this.port = port;
    this.process = process;
  }

  static DebianRegistry start(Path folder) throws IOException {
    return start(folder, "registry", "");
  }

  /**
   * The same images as one that was started there, but only for {@code ada} with {@code correct
   * horse}.
   */
  static DebianRegistry startGuarded(Path folder) throws IOException {
    var people = folder.resolve("htpasswd");
    Files.writeString(people, "ada:$2y$05$abcdefghijklmnopqrstuuHNbAKRhpaujgo33bRWs.NLUTJO3lOy2\n");
    return start(folder, "guarded", "auth: {htpasswd: {realm: test, path: %s}}".formatted(people));
  }

  private static DebianRegistry start(Path folder, String name, String auth) throws IOException {
    var program = Path.of("/usr/bin/docker-registry");
    if (!Files.isExecutable(program)) {
      throw new IllegalStateException("this test needs Debian's package docker-registry");
    }
    var port = freePort();
    var config = folder.resolve(name + ".yml");
    Files.writeString(
        config,
        """
        version: 0.1
        log: {level: error}
        storage: {filesystem: {rootdirectory: %s}}
        http: {addr: 127.0.0.1:%d}
        %s
        """
            .formatted(folder.resolve("registry"), port, auth));
    var process =
        new ProcessBuilder(List.of(program.toString(), "serve", config.toString()))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(name + ".log").toFile())
            .start();
    await().atMost(Duration.ofSeconds(20)).until(() -> answers(port));
    return new DebianRegistry(port, process);
  }

  String address() {
    return "127.0.0.1:" + port;
  }

  URI url() {
    return URI.create("http://" + address());
  }

  static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    var _ = process.destroyForcibly();
  }

  private static boolean answers(int port) {
    try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
