package fleet.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import fleet.cli.machine.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three nodes on one database behind one address: one is killed, one loses the database. */
class NodesIT {
  private static final int DEVICES = 150;
  private static final String FLEET = "many";
  private static final String DEVICES_OUT = "devices";
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
      var killedPort = Ports.anyFree();
      var killed = node("killed", killedPort, staying.databasePort());
      var cutPort = Ports.anyFree();
      var _ = node("cut", cutPort, wire.port());
      try (var door = new Balancer(List.of(killedPort, cutPort, staying.port()))) {
        run("create", FLEET);
        staying.release(FLEET, "1.0.0");
        var devices = simulate(door.port());
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
    var process =
        start(
            name,
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
            "" + port);
    await(name + " runs, see " + out(name))
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(out(name)).content().contains("running api"));
    return process;
  }

  private Process simulate(int port) throws IOException {
    var key = json("device", "add", FLEET, "--uses", "" + DEVICES).path("key").asText();
    return start(
        DEVICES_OUT,
        "simulate",
        "--json",
        "--server",
        "http://127.0.0.1:" + port,
        "--key",
        key,
        "--fleet",
        FLEET,
        "--devices",
        "" + DEVICES,
        "--platform",
        "linux/arm64",
        "--folder",
        home.resolve("devices").toString());
  }

  private Process start(String name, String... words) throws IOException {
    var all = new ArrayList<>(List.of(Path.of("..", "bin", "fleet").toRealPath().toString()));
    all.addAll(List.of(words));
    var builder =
        new ProcessBuilder(all)
            .redirectOutput(out(name).toFile())
            .redirectError(home.resolve(name + ".err").toFile());
    builder.environment().put("HOME", home.toString());
    builder.environment().put("FLEET_DATABASE_PASSWORD", "postgres");
    var process = builder.start();
    processes.add(process);
    return process;
  }

  private Path out(String name) {
    return home.resolve(name + ".out");
  }

  /** What the devices tell when they are let go. */
  private JsonNode summary(Process devices) throws Exception {
    devices.destroy();
    assertThat(devices.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return TestShell.Ran.json(Files.readString(out(DEVICES_OUT)));
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
    return RealApi.run(home, words);
  }

  private JsonNode json(String... words) {
    var all = new ArrayList<>(List.of(words));
    all.add("--json");
    return run(all.toArray(String[]::new)).json();
  }
}
