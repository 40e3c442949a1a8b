package fleet.supervisor.remote;

import fleet.contract.codec.Records;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The child JVM, seen from the supervisor. It lives as long as its standard input is open, so it
 * never outlives the supervisor. Thread-safe.
 */
final class SessionProcess implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SessionProcess.class);

  /** Small, but with the whole compiler: ciphers are slow without it. */
  private static final List<String> FLAGS =
      List.of(
          "-Xmx64m",
          "-Xss512k",
          "-XX:+UseSerialGC",
          "-XX:ReservedCodeCacheSize=24m",
          "-XX:+ExitOnOutOfMemoryError");

  private final Process process;
  private volatile LinkOrder last;
  private volatile @Nullable UUID heard;

  private SessionProcess(Process process, LinkOrder first) {
    this.process = process;
    this.last = first;
  }

  /**
   * Starts it with its first order.
   *
   * @param ended told when it is gone
   */
  static SessionProcess start(LinkOrder order, Consumer<SessionProcess> ended) throws IOException {
    var process =
        new ProcessBuilder(command()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    var started = new SessionProcess(process, order);
    started.write(order);
    Thread.ofVirtual().name("remote-child").start(() -> started.listen(ended));
    return started;
  }

  /** Gives a new order; false when it is gone. */
  synchronized boolean tell(LinkOrder order) {
    if (!process.isAlive()) {
      return false;
    }
    try {
      last = order;
      write(order);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** The last order when it ended without having read it. */
  Optional<LinkOrder> unheard() {
    return last.id().equals(heard) ? Optional.empty() : Optional.of(last);
  }

  int exitCode() {
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroy();
  }

  private void write(LinkOrder order) throws IOException {
    var input = process.getOutputStream();
    input.write((Records.write(order) + "\n").getBytes(StandardCharsets.UTF_8));
    input.flush();
  }

  private void listen(Consumer<SessionProcess> ended) {
    try (BufferedReader answers = process.inputReader(StandardCharsets.UTF_8)) {
      for (var line = answers.readLine(); line != null; line = answers.readLine()) {
        heard = UUID.fromString(line);
      }
      process.waitFor();
    } catch (IOException | IllegalArgumentException e) {
      LOG.atWarn().setCause(e).log("remote access answers nonsense");
      process.destroyForcibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    ended.accept(this);
  }

  private static List<String> command() {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var command = new ArrayList<String>();
    command.add(java);
    command.addAll(FLAGS);
    Optional.ofNullable(System.getProperty("java.util.logging.config.file"))
        .ifPresent(file -> command.add("-Djava.util.logging.config.file=" + file));
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(SessionMain.class.getName());
    return command;
  }
}
