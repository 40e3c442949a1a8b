package fleet.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import fleet.cli.simulate.SimulateCommand;
import fleet.contract.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three nodes on one database behind one address: one is killed, one loses the database. */
class NodesIT {
  private static final int DEVICES = 150;
  private static final String FLEET = "many";
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final RealApi staying = new RealApi();
  private final List<Process> processes = new ArrayList<>();

  @TempDir private Path home;

  @BeforeEach
  void sign_in() {
    staying.signInAdmin(home);
  }

  @AfterEach
  void stop() throws InterruptedException {
    for (var process : processes) {
      process.destroyForcibly();
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
    staying.close();
  }

  @Test
  void all_devices_are_told_by_whichever_node_is_left_and_nothing_is_lost() throws Exception {
    try (var wire = new Balancer(List.of(staying.databasePort()))) {
      var killedPort = freePort();
      var killed = node("killed", killedPort, staying.databasePort());
      var cutPort = freePort();
      var _ = node("cut", cutPort, wire.port());
      try (var door = new Balancer(List.of(killedPort, cutPort, staying.port()))) {
        run("create", FLEET);
        staying.release(FLEET, "1.0.0");
        var devices = simulate(door.port(), Duration.ofMinutes(2));
        await("all run the first")
            .atMost(PATIENCE)
            .untilAsserted(() -> assertThat(settled()).isEqualTo(DEVICES));

        killed.destroyForcibly();
        wire.lose();
        staying.release(FLEET, "2.0.0");

        await("all run the second")
            .atMost(PATIENCE)
            .untilAsserted(() -> assertThat(settled()).isEqualTo(DEVICES));
        var summary = summary(devices);
        assertThat(summary.path("connected").asInt()).as(summary.toString()).isEqualTo(DEVICES);
        assertThat(summary.path("removed").asInt()).isZero();
        assertThat(told(summary)).containsExactlyInAnyOrder("1.0.0=150", "2.0.0=150");
        assertThat(json("device", "list", "--fleet", FLEET)).hasSize(DEVICES);
      }
      wire.restore();
    }
  }

  private Process node(String name, int port, int database) throws IOException {
    var key = home.resolve("master.key");
    Files.writeString(key, RealApi.MASTER_KEY);
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    var log = home.resolve(name + ".out");
    var builder =
        new ProcessBuilder(
                Path.of("..", "bin", "fleet").toAbsolutePath().normalize().toString(),
                "serve",
                "--role",
                "api",
                "--database-url",
                "postgresql://postgres@127.0.0.1:%d/postgres".formatted(database),
                "--master-key-file",
                key.toString(),
                "--data",
                home.resolve(name).toString(),
                "--http-port",
                "" + port)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("FLEET_DATABASE_PASSWORD", "postgres");
    var process = builder.start();
    processes.add(process);
    await(name + " runs, see " + log)
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(log).content().contains("running api"));
    return process;
  }

  private CompletableFuture<TestShell.Ran> simulate(int port, Duration length) {
    var server = "http://127.0.0.1:" + port;
    var key = json("device", "add", FLEET, "--uses", "" + DEVICES).path("key").asText();
    return CompletableFuture.supplyAsync(() ->
        run(
            "simulate",
            "--json",
            "--server",
            server,
            "--key",
            key,
            "--fleet",
            FLEET,
            "--devices",
            "" + DEVICES,
            "--platform",
            "linux/arm64",
            "--for",
            length.toSeconds() + "s",
            "--folder",
            home.resolve("devices").toString()));
  }

  private static JsonNode summary(CompletableFuture<TestShell.Ran> simulation) {
    var ran = simulation.join();
    assertThat(ran.exitCode()).as(ran.err()).isZero();
    return read(ran.out());
  }

  private static List<String> told(JsonNode summary) {
    return summary
        .path("releases")
        .valueStream()
        .map(release -> release.path("version").asText() + "=" + release.path("told").asInt())
        .toList();
  }

  /** How many devices run what the fleet runs, by their own stored reports. */
  private int settled() {
    return json("show", FLEET).path("settled").asInt();
  }

  private TestShell.Ran run(String... words) {
    var all = new ArrayList<>(OperatorCommands.sections());
    all.add(new Section("This machine", List.of(SimulateCommand.node())));
    return new TestShell(home, all).at(Clock.systemUTC()).run(words);
  }

  private JsonNode json(String... words) {
    var all = new ArrayList<>(List.of(words));
    all.add("--json");
    return read(run(all.toArray(String[]::new)).out());
  }

  private static JsonNode read(String text) {
    try {
      return Json.mapper().readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(text, e);
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
