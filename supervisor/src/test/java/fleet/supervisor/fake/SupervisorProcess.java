package fleet.supervisor.fake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The bundle that is shipped, as a process in the network namespace of the device's engine. */
public final class SupervisorProcess implements AutoCloseable {
  private static final Path LAUNCHER =
      Path.of("target", "dist", "bin", "fleet-supervisor").toAbsolutePath();

  private final List<String> words;
  private final Path output;
  private Optional<Process> process = Optional.empty();

  /**
   * @param output file for what it says
   * @param options of the supervisor
   */
  public SupervisorProcess(Path output, List<String> options) {
    this.output = output;
    this.words = new ArrayList<>();
    words.add("nsenter");
    words.add("--net=" + Lab.deviceNetwork());
    words.add(LAUNCHER.toString());
    words.addAll(options);
  }

  public void start() {
    var builder = new ProcessBuilder(words);
    builder.environment().put("FLEET_JAVA_HOME", System.getProperty("java.home"));
    builder
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
    try {
      process = Optional.of(builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** SIGKILL: nothing can be tidied up. */
  public void kill() {
    process.ifPresent(running -> running.destroyForcibly().onExit().join());
  }

  /** The exit code of one that ends by itself. */
  public int exitCode() throws InterruptedException {
    var running = process.orElseThrow();
    if (!running.waitFor(60, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the supervisor did not end; it said: " + output());
    }
    return running.exitValue();
  }

  public boolean isAlive() {
    return process.filter(Process::isAlive).isPresent();
  }

  public long id() {
    return process.orElseThrow().pid();
  }

  /** All that it said. */
  public String output() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    kill();
  }
}
