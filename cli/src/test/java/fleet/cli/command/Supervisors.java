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

/** Real supervisors, each a process, though without an engine. Mutable, owned by one test. */
final class Supervisors implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path home;
  private final List<Process> processes = new ArrayList<>();

  /**
   * @param home folder of their states, and of what they say
   */
  Supervisors(Path home) {
    this.home = home;
  }

  /** One that is to join, with a state of that name. */
  Process join(String state, String key, String... options) {
    var all = new ArrayList<>(List.of(options));
    all.addAll(List.of("--engine", "unix://" + home.resolve("nobody.sock")));
    return start(state, key, all.toArray(String[]::new));
  }

  /** The program with these options and that state. */
  Process start(String state, String key, String... options) {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "fleet.supervisor.SupervisorMain"));
    command.addAll(List.of(options));
    command.addAll(List.of("--state", home.resolve(state).toString()));
    var builder =
        new ProcessBuilder(command)
            .redirectError(home.resolve(state + ".err").toFile())
            .redirectOutput(home.resolve(state + ".out").toFile());
    builder.environment().put("FLEET_PROVISIONING_KEY", key);
    try {
      var process = builder.start();
      processes.add(process);
      return process;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String said(String state) {
    return read(state + ".out");
  }

  String complained(String state) {
    return read(state + ".err");
  }

  void awaitComplaint(String state, String sentence) {
    await(sentence)
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(complained(state)).contains(sentence));
  }

  void awaitOnline(String device) {
    await(device)
        .atMost(PATIENCE)
        .until(() ->
            RealApi.run(home, "device", "show", device, "--json").out().contains("\"ONLINE\""));
  }

  private String read(String file) {
    try {
      return Files.readString(home.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    for (var process : processes) {
      process.destroyForcibly().onExit().join();
    }
  }
}
