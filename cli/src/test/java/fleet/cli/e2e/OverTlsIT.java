package fleet.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fleet.cli.OnEngines;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** A push reaches a device in another network, where nothing of the server is open in plain. */
@OnEngines
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(ServerLogOnFailure.class)
class OverTlsIT {
  private static final Pattern LINE = Pattern.compile("(?m)^  (i=.*)$");

  private World world;

  @BeforeAll
  void start() {
    world = World.startOverTls();
  }

  @AfterAll
  void stop() {
    world.close();
  }

  @Test
  void a_push_runs_on_a_device_that_knows_the_authority_and_support_gets_in() {
    world.fleet("create", "berlin").run().succeeded();
    var device = world.device("berlin", "sealed");
    var repository = world.repository("berlin", Project.twoServices(world.lab.bases(), "sealed"));
    world.git(repository, "push", "fleet", "main").run().succeeded();
    device.awaitHealthy("0.0.0+rev1");
    assertThat(device.containers()).hasSize(2);

    var machine = world.fleet("ssh", "sealed", "web", "--", "uname -m").run().succeeded();
    assertThat(machine.out()).isEqualTo("x86_64\n");

    for (var port : List.of(world.httpPort, world.registryPort)) {
      var asked =
          Command.of(
                  world.folder,
                  List.of("curl", "-sS", "http://%s:%d/".formatted(world.lab.hostAddress(), port)))
              .inNamespace(world.lab.namespace())
              .run();
      assertThat(asked.err()).contains("Failed to connect");
    }
  }

  @Test
  void the_printed_line_makes_a_machine_a_device_and_runs_no_strangers_script() {
    world.fleet("create", "paris").run().succeeded();
    var printed = LINE.matcher(world.fleet("device", "add", "paris").run().succeeded().out());
    assertThat(printed.find()).as("a line to paste").isTrue();
    var line = printed.group(1);
    try (var machine = new BareMachine(world.folder)) {
      var misled = machine.type(line.replaceFirst("grep -q \\^[0-9a-f]{8}", "grep -q ^00000000"));
      assertThat(misled.exit()).isEqualTo(1);
      assertThat(misled.err()).isEqualTo("fleet: this is not the server that made the line\n");
      assertThat(machine.type("ls /opt").out()).doesNotContain("fleet-supervisor");

      var install = machine.type(line).succeeded();
      var start = install.out().lines().toList().getLast().strip();
      assertThat(machine.type("cat " + start).out()).contains("--pin SHA256:");
      machine.start(start);
      await("the machine is a device")
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() ->
              assertThat(world.json("device", "list", "--fleet", "paris").at("/0/status").asText())
                  .isEqualTo("ONLINE"));
    }
  }
}
