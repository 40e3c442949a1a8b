package fleet.cli.measure;

import com.fasterxml.jackson.databind.JsonNode;
import fleet.cli.machine.Folders;
import fleet.cli.machine.Patience;
import fleet.cli.machine.Ports;
import fleet.cli.machine.Program;
import fleet.cli.server.ServerKeys;
import fleet.contract.Json;
import fleet.contract.client.JsonHttp;
import fleet.contract.identity.Secret;
import fleet.contract.release.NewRelease;
import fleet.contract.release.Release;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A {@code fleet up} of its own, with its first admin signed in.
 *
 * @param fleet the command, at home in the folder
 * @param folder of everything; removed at the end
 */
record ServerRun(Program fleet, Path folder, Process process, int port) implements AutoCloseable {
  private static final Patience START = Patience.of(Duration.ofMinutes(2));
  private static final Pattern PASSWORD = Pattern.compile("(?m)^\\s*password\\s+(\\S+)");

  static ServerRun start(Program fleet) {
    return start(fleet, Ports.anyFree());
  }

  /**
   * Starts it with more options.
   *
   * @param registryPort where its registry listens
   */
  static ServerRun start(Program fleet, int registryPort, String... more) {
    try {
      var folder =
          Folders.passable(Files.createTempDirectory(Path.of("/var/tmp"), "fleet-measure"));
      var port = Ports.anyFree();
      var said = folder.resolve("up.out");
      var process =
          up(fleet, folder, port)
              .and("--registry-port", Integer.toString(registryPort))
              .and(more)
              .builder()
              .redirectOutput(said.toFile())
              .redirectError(folder.resolve("up.err").toFile())
              .start();
      var run = new ServerRun(fleet.with("HOME", folder.toString()), folder, process, port);
      run.signIn(START.untilPresent(() -> password(said)).orElseThrow(run::silent));
      return run;
    } catch (IOException e) {
      throw new UncheckedIOException("could not start a server", e);
    }
  }

  private static Program up(Program fleet, Path folder, int port) {
    var up =
        fleet.and(
            "up",
            "--data",
            folder.resolve("data").toString(),
            "--http-port",
            Integer.toString(port));
    for (var option : List.of("--git-port", "--ssh-port")) {
      up = up.and(option, Integer.toString(Ports.anyFree()));
    }
    return up;
  }

  private static Optional<String> password(Path said) {
    try {
      var match = PASSWORD.matcher(Files.readString(said));
      return match.find() ? Optional.of(match.group(1)) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private IllegalStateException silent() {
    close();
    return new IllegalStateException("fleet up does not start");
  }

  private void signIn(String password) {
    var typed = new ByteArrayInputStream((password + "\n").getBytes(StandardCharsets.UTF_8));
    command("login", "--server", url(), "--user", "admin", "--password-stdin").output(typed);
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  /** A command of its admin, to its end. */
  String fleet(String... more) {
    return command(more).output();
  }

  Program command(String... more) {
    return fleet.and(more);
  }

  JsonNode json(String... more) {
    return parse(fleet(Stream.concat(Stream.of(more), Stream.of("--json")).toArray(String[]::new)));
  }

  static JsonNode parse(String text) {
    try {
      return Json.mapper().readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException("not JSON: " + text, e);
    }
  }

  /** Brings a release as a builder does; it is final when this returns. */
  void release(NewRelease release, String toFleet) {
    inside().post("/internal/v1/fleets/%s/releases".formatted(toFleet), release, Release.class);
  }

  /** Its API as another server of ours asks it. */
  JsonHttp inside() {
    var key = serviceKey();
    return new JsonHttp(JsonHttp.defaultClient(), URI.create(url()), () -> Optional.of(key));
  }

  Secret serviceKey() {
    return ServerKeys.read(folder.resolve("data/master.key")).service();
  }

  /** What the server keeps of its database: {@code {port, passwords: {role: password}}}. */
  JsonNode database() {
    try {
      return parse(Files.readString(folder.resolve("data/postgres.json")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(1, TimeUnit.MINUTES)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Folders.delete(folder);
  }
}
