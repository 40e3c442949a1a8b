package fleet.cli.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs {@code fleet} as a process of its own, as a person would. */
final class FleetProcess {
  private final Path home;
  private final Map<String, String> environment;
  private final List<String> options;

  FleetProcess(Path home, FakeFleet server, String... javaOptions) {
    this.home = home;
    this.environment =
        Map.of(
            "HOME", home.toString(),
            "FLEET_SERVER", server.url().toString(),
            "FLEET_TOKEN", "token-1");
    this.options = List.of(javaOptions);
  }

  /** Runs to the end. */
  TestShell.Ran run(String... arguments) throws IOException, InterruptedException {
    var out = Files.createTempFile(home, "out", ".txt");
    var err = Files.createTempFile(home, "err", ".txt");
    var process =
        builder(arguments).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    process.getOutputStream().close();
    var exitCode = process.waitFor();
    return new TestShell.Ran(
        exitCode,
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }

  ProcessBuilder builder(String... arguments) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "fleet.cli.Main"));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).directory(home.toFile());
    builder.environment().putAll(environment);
    return builder;
  }
}
