package fleet.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.cli.OnEngines;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What keeps a server from starting, or from building, is said in one sentence. */
@OnEngines
@ExtendWith(ServerLogOnFailure.class)
class StartTroubleIT {
  private World world;

  @BeforeEach
  void start() {
    world = World.start();
  }

  @AfterEach
  void stop() {
    world.close();
  }

  @Test
  void a_port_in_use_a_folder_in_use_and_an_engine_that_is_not_there_are_named() {
    var samePorts = world.serverCommand("elsewhere", world.lab.buildEngine().toString()).run();
    assertThat(samePorts.exit()).isEqualTo(1);
    assertThat(samePorts.err()).contains("in use").doesNotContain("Exception");
    var sameFolder = world.serverCommand("data", world.lab.buildEngine().toString()).run();
    assertThat(sameFolder.exit()).isEqualTo(1);
    assertThat(sameFolder.err()).contains("another server").doesNotContain("Exception");

    world.killServer();
    world.startServerWithEngine("unix:///nowhere/docker.sock");
    assertThat(World.read(world.serverLog())).contains("no Docker Engine answers");
    world.fleet("create", "berlin").run().succeeded();
    var repository = world.repository("berlin", Project.twoServices(world.lab.bases(), "first"));
    var push = world.git(repository, "push", "fleet", "main").run();
    assertThat(push.exit()).isNotZero();
    assertThat(push.err()).contains("/nowhere/docker.sock").contains("does not answer");
  }
}
