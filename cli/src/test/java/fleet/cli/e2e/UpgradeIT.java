package fleet.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import fleet.cli.OnEngines;
import fleet.contract.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * This version and the one before it: side by side on one database while servers are upgraded one
 * after the other, and one in the place of the other on one machine, there and back.
 */
@OnEngines
@ExtendWith(ServerLogOnFailure.class)
class UpgradeIT {
  private static final Path PREVIOUS = Path.of(Lab.variable("FLEET_TEST_PREVIOUS"));
  private static final Path NOW = World.root();

  private World world;
  private Device old;
  private Path repository;
  private @Nullable Process node;

  @BeforeEach
  void the_version_before_runs() {
    world = World.startFrom(PREVIOUS);
    world.fleet("create", "berlin").run().succeeded();
    old = world.device("berlin", "old-pi");
    repository = world.repository("berlin", Project.twoServices(world.lab.bases(), "first"));
    push();
    old.awaitHealthy("0.0.0+rev1");
  }

  @AfterEach
  void stop() {
    if (node != null) {
      World.end(node, false);
    }
    world.close();
  }

  @Test
  void a_node_of_this_version_joins_those_of_the_one_before_and_all_go_on() throws Exception {
    var port = World.freePorts(1).getFirst();
    try (var database = new KeptColumns(access());
        var client = new SteadyClient(world.url(), token())) {
      node = startNode(port);
      world.runFrom(NOW);
      world.ask(port);
      var young = world.device("berlin", "young-pi");
      young.awaitHealthy("0.0.0+rev1");

      change("second");
      push();
      old.awaitHealthy("0.0.0+rev2");
      young.awaitHealthy("0.0.0+rev2");

      world.fleet("release", "rollback", "berlin").run().succeeded();
      old.awaitHealthy("0.0.0+rev1");
      young.awaitHealthy("0.0.0+rev1");

      var seen = devices();
      world.runFrom(PREVIOUS);
      world.ask(world.httpPort);
      assertThat(devices()).as("what the older node says").isEqualTo(seen).hasSize(2);
      world.fleet("env", "set", "--fleet", "berlin", "COLOR=blue").run().succeeded();
      awaitColor(old);
      awaitColor(young);
      world.fleet("audit", "verify").run().succeeded();

      assertThat(client.answered()).as("answers of the older node").isGreaterThan(50);
      assertThat(client.faults()).as("while the schema changed, and after").isEmpty();
      assertThat(database.lost()).as("what the version before reads and writes").isEmpty();
    }
  }

  @Test
  void one_machine_is_upgraded_and_taken_back_and_no_container_restarts() throws Exception {
    var containers = old.containers();

    world.stopServer();
    world.runFrom(NOW);
    world.startServer();
    awaitOnline();
    assertThat(old.containers()).isEqualTo(containers);
    change("second");
    push();
    old.awaitHealthy("0.0.0+rev2");
    containers = old.containers();

    world.stopServer();
    world.runFrom(PREVIOUS);
    world.startServer();
    awaitOnline();
    assertThat(old.containers()).isEqualTo(containers);
    change("third");
    push();
    old.awaitHealthy("0.0.0+rev3");
    assertThat(world.fleet("ssh", "old-pi", "web", "--", "cat /www/index.html").run().out())
        .isEqualTo("third\n");
  }

  private Process startNode(int port) {
    var log = world.folder.resolve("node.out");
    var words =
        List.of(
            NOW.resolve("bin/fleet").toString(),
            "serve",
            "--role",
            "api",
            "--database-url",
            "postgresql://api@127.0.0.1:%d/fleet".formatted(access().path("port").asInt()),
            "--master-key-file",
            world.folder.resolve("data/master.key").toString(),
            "--data",
            world.folder.resolve("node").toString(),
            "--listen",
            "127.0.0.1",
            "--listen",
            world.lab.hostAddress(),
            "--insecure",
            "--http-port",
            "" + port,
            "--registry-port",
            "" + world.registryPort);
    var started =
        Command.of(world.folder, words)
            .with("FLEET_DATABASE_PASSWORD", access().at("/passwords/api").asText())
            .start(log);
    await("the node runs, see " + log)
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(log).content().contains("running api"));
    return started;
  }

  private JsonNode access() {
    return parsed("data/postgres.json");
  }

  private String token() {
    return parsed("config/fleet/credentials.json").findValue("token").asText();
  }

  private JsonNode parsed(String file) {
    try {
      return Json.mapper().readTree(World.read(world.folder.resolve(file)));
    } catch (IOException e) {
      throw new AssertionError(file, e);
    }
  }

  /** What a list says of each device that does not change by itself. */
  private List<String> devices() {
    var devices = new ArrayList<String>();
    for (var device : world.json("device", "list", "--fleet", "berlin")) {
      devices.add(
          "%s %s %s %s"
              .formatted(
                  device.path("id").asText(),
                  device.path("name").asText(),
                  device.path("status").asText(),
                  device.at("/healthy/version").asText()));
    }
    return devices;
  }

  private void awaitColor(Device device) {
    await(device.name + " is given the variable")
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(() ->
            assertThat(world.fleet("ssh", device.name, "web", "--", "echo $COLOR").run())
                .isEqualTo(new Command.Result(0, "blue\n", "")));
  }

  private void awaitOnline() {
    await("the device is back")
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(old.show().path("status").asText()).isEqualTo("ONLINE"));
  }

  private void change(String text) throws IOException {
    Project.twoServices(world.lab.bases(), text).writeTo(repository);
    world.commit(repository, text);
  }

  private void push() {
    world.git(repository, "push", "-o", "wait=0s", "fleet", "main").run().succeeded();
  }
}
