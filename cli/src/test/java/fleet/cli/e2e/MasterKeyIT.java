package fleet.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.cli.OnEngines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A server whose master key somebody may have seen. */
@OnEngines
@ExtendWith(ServerLogOnFailure.class)
class MasterKeyIT {
  private World world;
  private Path key;

  @BeforeEach
  void start() {
    world = World.start();
    key = world.folder.resolve("data/master.key");
  }

  @AfterEach
  void stop() {
    world.close();
  }

  @Test
  void all_goes_on_with_another_key_and_nothing_with_the_one_before() throws IOException {
    world.fleet("create", "berlin").run().succeeded();
    world
        .fleet("env", "set", "--fleet", "berlin", "--secret", "PIN")
        .typing("hunter2\n")
        .run()
        .succeeded();
    var before = Files.readString(key);
    var early = change();
    assertThat(early.exit()).isEqualTo(1);
    assertThat(early.err()).contains("the server runs").contains("stop it first");

    world.stopServer();
    assertThat(change().succeeded().out()).contains("wrapped by another master key");
    assertThat(Files.readString(key)).isNotEqualTo(before);
    assertThat(key.resolveSibling("master.key.next")).doesNotExist();
    world.startServer();

    world.fleet("trust", "rotate", "--yes").run().succeeded();
    var told = world.json("simulate", "--fleet", "berlin", "--devices", "1", "--for", "8s");
    assertThat(told.path("errors").asInt()).as("%s", told).isZero();
    assertThat(told.path("connected").asInt()).as("with the secret sealed to it").isEqualTo(1);
    assertThat(world.json("audit", "list").findValuesAsText("what")).contains("master-key.change");

    world.stopServer();
    Files.writeString(key, before);
    var refused = world.serverCommand("data", world.lab.buildEngine().toString()).run();
    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.err()).contains("the master key is not the one it was wrapped by");
  }

  private Command.Result change() {
    return world
        .fleet("admin", "change-master-key", "--data", world.folder.resolve("data").toString())
        .run();
  }
}
