package fleet.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import fleet.cli.machine.Ports;
import fleet.contract.client.Backoff;
import fleet.contract.client.JsonHttp;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three nodes on one database behind one address: one is killed, one loses the database. */
class NodesIT {
  private static final int DEVICES = 150;
  private static final String FLEET = "many";
  private static final String DEVICES_OUT = "devices";
  private static final long JITTER_MILLIS = 500;
  private static final HttpClient HTTP = JsonHttp.defaultClient();
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final RealApi staying = new RealApi();
  private Launcher launcher;

  @TempDir private Path home;

  @BeforeEach
  void sign_in() {
    staying.signInAdmin(home);
    launcher = new Launcher(home);
  }

  @AfterEach
  void stop() {
    launcher.close();
    staying.close();
  }

  @Test
  void all_devices_are_told_by_whichever_node_is_left_and_nothing_is_lost() throws Exception {
    try (var wire = new Balancer(List.of(staying.databasePort()))) {
      var killedPort = Ports.anyFree();
      var killed = node("killed", killedPort, staying.databasePort());
      var cutPort = Ports.anyFree();
      var _ = node("cut", cutPort, wire.port());
      try (var door =
          new Balancer(List.of(killedPort, cutPort, staying.port()), NodesIT::isReady)) {
        run("create", FLEET);
        staying.release(FLEET, "1.0.0");
        var devices = simulate(door.port());
        awaitSettled("1.0.0");

        killed.destroyForcibly();
        staying.release(FLEET, "2.0.0");
        awaitSettled("2.0.0");

        var since = System.currentTimeMillis();
        wire.lose();
        staying.release(FLEET, "3.0.0");
        awaitSettled("3.0.0");
        var summary = summary(devices);
        assertThat(summary.path("connected").asInt()).as(summary.toString()).isEqualTo(DEVICES);
        assertThat(summary.path("removed").asInt()).isZero();
        assertThat(told(summary)).containsExactlyInAnyOrder("1.0.0=150", "2.0.0=150", "3.0.0=150");
        assertThat(json("device", "list", "--fleet", FLEET)).hasSize(DEVICES);
        cameBackOneByOne(summary);
        areStoredAsTold(since);
      }
      wire.restore();
    }
  }

  private static void cameBackOneByOne(JsonNode summary) {
    var back = summary.path("reconnects");
    assertThat(back.path("count").asInt()).as("of two nodes").isGreaterThan(DEVICES / 2);
    assertThat(back.path("last").asLong())
        .as(back.toString())
        .isLessThanOrEqualTo(Backoff.ofDevice(() -> 1).limit().toMillis());
    // What they chose to wait: how soon they are served is a matter of the machine too.
    var waits = summary.path("waits");
    assertThat(waits.path("p99").asLong() - waits.path("p50").asLong())
        .as(waits.toString())
        .isGreaterThan(JITTER_MILLIS);
  }

  private void areStoredAsTold(long since) throws Exception {
    var stored = stored();
    var kept = Files.readString(home.resolve(DEVICES_OUT).resolve(FLEET + "-devices.json"));
    var devices = TestShell.Ran.json(kept).path("members");
    assertThat(devices).hasSize(DEVICES);
    for (var device : devices) {
      var told = device.path("stored").asLong();
      assertThat(told).as("numbers follow the clock: %s", device).isGreaterThan(since);
      assertThat(stored.get(device.at("/identity/device").asText()))
          .as("%s", device)
          .isGreaterThanOrEqualTo(told);
    }
  }

  /** The number of each device's newest report. */
  private Map<String, Long> stored() throws SQLException {
    var url = "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(staying.databasePort());
    try (var connection = DriverManager.getConnection(url, "postgres", "postgres");
        var statement = connection.createStatement();
        var rows = statement.executeQuery("select device, sequence from api.device_states")) {
      var stored = new HashMap<String, Long>();
      while (rows.next()) {
        stored.put(rows.getString(1), rows.getLong(2));
      }
      return stored;
    }
  }

  /** As a load balancer asks. */
  private static boolean isReady(int port) {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/api/v1/ready".formatted(port)))
            .timeout(Duration.ofSeconds(2))
            .build();
    try {
      return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 204;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Process node(String name, int port, int database) throws IOException {
    var key = home.resolve("master.key");
    Files.writeString(key, RealApi.MASTER_KEY);
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    var process =
        launcher.start(
            name,
            List.of(
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
                "" + port));
    launcher.awaitRunning(name);
    return process;
  }

  private Process simulate(int port) throws IOException {
    var key = json("device", "add", FLEET, "--uses", "" + DEVICES).path("key").asText();
    return launcher.start(
        DEVICES_OUT,
        List.of(
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
            home.resolve("devices").toString()));
  }

  /** What the devices tell when they are let go. */
  private JsonNode summary(Process devices) throws Exception {
    Launcher.end(devices);
    return TestShell.Ran.json(Files.readString(launcher.out(DEVICES_OUT)));
  }

  private static List<String> told(JsonNode summary) {
    return summary
        .path("releases")
        .valueStream()
        .map(release -> release.path("version").asText() + "=" + release.path("told").asInt())
        .toList();
  }

  /** Until all devices run what the fleet runs, by their own stored reports. */
  private void awaitSettled(String version) {
    await("all run " + version)
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          var fleet = json("show", FLEET);
          assertThat(fleet.at("/release/version").asText()).isEqualTo(version);
          assertThat(fleet.path("settled").asInt()).isEqualTo(DEVICES);
        });
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
