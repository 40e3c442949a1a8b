package fleet.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** A push reaches a device in another network, where nothing of the server is open in plain. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(ServerLogOnFailure.class)
class OverTlsIT {
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
}
