package fleet.builder.engine.address;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A socket on this machine that leads to an engine's over SSH: the ordinary {@code ssh} with what
 * its user has in {@code ~/.ssh}, as one process for all connections, started again when it ended.
 * The host's key must be known. Thread-safe; the lock is held while the program starts, for nobody
 * could do anything before it has.
 *
 * <p>The command over there is a {@code cat} on our pipe: when this process is killed it ends, and
 * ssh with it.
 */
public final class SshPassage implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(15);
  private static final int MAX_REASON = 4096;

  private final EngineAddress.Ssh address;
  private final ReentrantLock starting = new ReentrantLock();
  private @Nullable Path folder;
  private @Nullable Process running;

  public SshPassage(EngineAddress.Ssh address) {
    this.address = address;
  }

  /**
   * Where the engine can be reached now.
   *
   * @throws IOException with what ssh says when it cannot
   */
  public EngineDoor door() throws IOException {
    try {
      starting.lockInterruptibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    try {
      var place = place();
      var alive = running;
      if (alive == null || !alive.isAlive()) {
        running = start(place);
      }
      return EngineDoor.socket(place.resolve("s").toString());
    } finally {
      starting.unlock();
    }
  }

  @Override
  public void close() throws IOException {
    starting.lock();
    try {
      if (running != null) {
        running.destroy();
        running = null;
      }
      if (folder != null) {
        for (var name : List.of("s", "e")) {
          Files.deleteIfExists(folder.resolve(name));
        }
        Files.deleteIfExists(folder);
        folder = null;
      }
    } finally {
      starting.unlock();
    }
  }

  /** Only its owner may enter: whoever reaches the socket is root on the engine's machine. */
  private Path place() throws IOException {
    var place = folder == null ? Files.createTempDirectory("fleet-engine") : folder;
    folder = place;
    return place;
  }

  private Process start(Path place) throws IOException {
    var socket = place.resolve("s");
    var said = place.resolve("e");
    Files.deleteIfExists(socket);
    var process =
        new ProcessBuilder(words(socket))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(said.toFile())
            .start();
    try {
      var end = System.nanoTime() + START_LIMIT.toNanos();
      while (!Files.exists(socket)) {
        if (process.waitFor(20, TimeUnit.MILLISECONDS)) {
          throw new IOException(reason(said));
        }
        if (System.nanoTime() > end) {
          process.destroyForcibly();
          throw new IOException("ssh does not come through");
        }
      }
      return process;
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private List<String> words(Path socket) {
    var words =
        new ArrayList<>(
            List.of(
                "ssh",
                "-T",
                "-o",
                "BatchMode=yes",
                "-o",
                "StrictHostKeyChecking=yes",
                "-o",
                "ConnectTimeout=10",
                "-o",
                "ServerAliveInterval=15",
                "-o",
                "ServerAliveCountMax=3",
                "-o",
                "ExitOnForwardFailure=yes",
                "-o",
                "ControlMaster=no",
                "-o",
                "ControlPath=none",
                "-L",
                "%s:%s".formatted(socket, address.socket())));
    address
        .carried()
        .ifPresent(
            it -> words.addAll(List.of("-R", "127.0.0.1:%d:%s".formatted(it.port(), it.to()))));
    address.config().ifPresent(file -> words.addAll(List.of("-F", file.toString())));
    address.port().ifPresent(port -> words.addAll(List.of("-p", port.toString())));
    words.addAll(List.of("--", address.who(), "cat"));
    return words;
  }

  /** What ssh said last, without its name before it. */
  private static String reason(Path said) throws IOException {
    try (var in = Files.newInputStream(said)) {
      var text = new String(in.readNBytes(MAX_REASON), StandardCharsets.UTF_8);
      var last = text.lines().map(String::strip).filter(line -> !line.isEmpty());
      return Optional.ofNullable(last.reduce("", (_, line) -> line))
          .filter(line -> !line.isEmpty())
          .map(line -> "ssh: " + line.replaceAll("\\p{Cntrl}", "?"))
          .orElse("ssh ends at once");
    }
  }
}
