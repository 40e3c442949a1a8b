package fleet.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fleet.cli.OnEngines;
import fleet.contract.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whoever has the server's machine gets in again. */
@OnEngines
@ExtendWith(ServerLogOnFailure.class)
class LostSignInIT {
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
  void a_lost_password_is_made_anew_while_the_server_runs_and_while_it_does_not() throws Exception {
    assertThat(World.read(world.serverLog()))
        .as("the first start tells how to go on, and nothing else")
        .contains("the first sign-in, shown this once")
        .doesNotContainIgnoringCase("salt")
        .doesNotContain("WARN");

    var running = reset();
    assertThat(world.fleet("list").run().exit()).as("earlier sign-ins are over").isEqualTo(4);
    assertThat(login(running).run().exit()).isZero();
    assertThat(world.fleet("list").run().exit()).isZero();

    world.killServer();
    var stopped = reset();
    world.startServer();
    assertThat(world.fleet("list").run().exit()).isEqualTo(4);
    assertThat(login(running).run().exit()).isEqualTo(4);
    assertThat(login(stopped).run().exit()).isZero();
  }

  @Test
  void a_folder_without_a_server_and_a_person_who_is_not_there_are_said() {
    var folder = world.folder.resolve("data").toString();
    var nobody = world.fleet("admin", "reset-password", "--data", folder, "--user", "eve").run();
    assertThat(nobody.exit()).isEqualTo(3);
    assertThat(nobody.err())
        .isEqualTo("fleet: there is no user 'eve'\n  hint: fleet user list shows them\n");

    world.fleet("user", "add", "bob", "--password-stdin").typing("a long password\n").run();
    world.fleet("user", "disable", "bob").run().succeeded();
    var disabled = world.fleet("admin", "reset-password", "--data", folder, "--user", "bob").run();
    assertThat(disabled.exit()).isEqualTo(1);
    assertThat(disabled.err())
        .isEqualTo(
            """
            fleet: bob is disabled
              hint: another owner lets them in again: fleet user enable bob
            """);

    var nowhere = world.fleet("admin", "reset-password", "--data", folder + "/log").run();
    assertThat(nowhere.exit()).isEqualTo(1);
    assertThat(nowhere.err()).contains("no server keeps its data in").contains("--data");
  }

  private JsonNode reset() throws Exception {
    var folder = world.folder.resolve("data").toString();
    var printed = world.fleet("admin", "reset-password", "--data", folder, "--json").run();
    return Json.mapper().readTree(printed.succeeded().out());
  }

  private Command login(JsonNode signIn) {
    return world
        .fleet("login", "--server", world.url(), "--user", "admin", "--password-stdin")
        .typing(signIn.at("/password").asText() + "\n");
  }
}
