package fleet.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts {@code fleet} as processes of this checkout, in a home folder that keeps what they print.
 * Mutable, owned by one test; {@link #close} ends them all.
 */
final class Launcher implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Path home;
  private final List<Process> processes = new ArrayList<>();

  Launcher(Path home) {
    this.home = home;
  }

  /** Starts it, with the password of any PostgreSQL of the tests. */
  Process start(String name, List<String> words) throws IOException {
    var all = new ArrayList<>(List.of(Path.of("..", "bin", "fleet").toRealPath().toString()));
    all.addAll(words);
    var builder =
        new ProcessBuilder(all)
            .redirectOutput(out(name).toFile())
            .redirectError(err(name).toFile());
    builder.environment().put("HOME", home.toString());
    builder.environment().put("FLEET_DATABASE_PASSWORD", "postgres");
    var process = builder.start();
    processes.add(process);
    return process;
  }

  /** Waits until the server that was started last says that it runs. */
  void awaitRunning(String name) {
    var process = processes.getLast();
    await(name + " runs")
        .atMost(PATIENCE)
        .failFast(
            name + " has ended", () -> assertThat(process.isAlive()).as(said(err(name))).isTrue())
        .untilAsserted(() -> assertThat(said(out(name))).as(said(err(name))).contains("running "));
  }

  private static String said(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path err(String name) {
    return home.resolve(name + ".err");
  }

  /** What it printed. */
  Path out(String name) {
    return home.resolve(name + ".out");
  }

  /** The way a service manager ends it. */
  static void end(Process process) {
    process.destroy();
    awaitEnd(process);
  }

  private static void awaitEnd(Process process) {
    await("process %d ended".formatted(process.pid()))
        .atMost(PATIENCE)
        .until(() -> !process.isAlive());
  }

  @Override
  public void close() {
    processes.forEach(Process::destroyForcibly);
    processes.forEach(Launcher::awaitEnd);
  }
}
