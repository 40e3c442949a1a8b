package fleet.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import fleet.cli.output.Capabilities;
import fleet.cli.output.Terminal;
import fleet.contract.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs command lines as a process would, in a home folder of its own, at a time that stands unless
 * a test says otherwise.
 */
final class TestShell {
  static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  private final Path home;
  private final Map<String, String> environment = new HashMap<>();
  private final List<Section> commands;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private String input = "";
  private Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);

  /** How one command line ended. */
  record Ran(int exitCode, String out, String err) {
    List<String> outLines() {
      return out.lines().toList();
    }

    List<String> errLines() {
      return err.lines().toList();
    }

    /** What it printed with {@code --json}. */
    JsonNode json() {
      return json(out);
    }

    static JsonNode json(String text) {
      try {
        return Json.mapper().readTree(text);
      } catch (IOException e) {
        throw new UncheckedIOException(text, e);
      }
    }
  }

  TestShell(Path home) {
    this(home, OperatorCommands.sections());
  }

  TestShell(Path home, List<Section> commands) {
    this.home = home;
    this.commands = commands;
    environment.put("HOME", home.toString());
  }

  /** As somebody who is signed in to that server. */
  static TestShell signedIn(Path home, FakeFleet server) {
    return new TestShell(home)
        .with("FLEET_SERVER", server.url().toString())
        .with("FLEET_TOKEN", "token-1");
  }

  TestShell with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** At the time of whatever else takes part, such as a real server. */
  TestShell at(Clock other) {
    clock = other;
    return this;
  }

  TestShell typing(String text) {
    input = text;
    return this;
  }

  Ran run(String... arguments) {
    out.reset();
    err.reset();
    var exit = new CommandRunner(commands, shell()).run(List.of(arguments));
    return new Ran(
        exit.code(), out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  Shell shell() {
    var terminal =
        new Terminal(
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Capabilities.PLAIN,
            () -> 80);
    return new Shell(terminal, environment, home, clock);
  }
}
