package fleet.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fleet.cli.OnEngines;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * One fleet's first day: good pushes, bad pushes, a device that is killed, a server that is killed.
 */
@OnEngines
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ExtendWith(ServerLogOnFailure.class)
class PushIT {
  private World world;
  private Device device;
  private Project project;
  private Path repository;

  @BeforeAll
  void start() {
    world = World.start();
    project = Project.twoServices(world.lab.bases(), "first");
    world.fleet("create", "berlin").run().succeeded();
    device = world.device("berlin", "kitchen-pi");
    repository = world.repository("berlin", project);
  }

  @AfterAll
  void stop() {
    world.close();
  }

  @Test
  @Order(1)
  void a_push_ends_with_the_release_running_on_the_device() {
    var push = world.git(repository, "push", "fleet", "main").run();

    assertThat(push.exit()).as(push.all()).isZero();
    assertThat(push.err())
        .contains("remote: ")
        .contains("linux/arm/v7")
        .contains("0.0.0+rev1")
        .contains("running on 1/1 devices");
    device.awaitHealthy("0.0.0+rev1");
    assertThat(world.json("release", "list", "berlin").findValuesAsText("version"))
        .contains("0.0.0+rev1");
  }

  @Test
  @Order(2)
  void ssh_through_the_gateway_ends_in_the_container() {
    assertThat(device.page()).isEqualTo("first\n");
    assertThat(world.fleet("ssh", "kitchen-pi", "web", "--", "exit", "7").run().exit())
        .isEqualTo(7);
    var nowhere = world.fleet("ssh", "kitchen-pi", "nowhere", "--", "true").run();
    assertThat(nowhere.exit()).isNotZero();
    assertThat(nowhere.err()).contains("nowhere").doesNotContain("Exception");
  }

  @Test
  @Order(3)
  void a_viewer_is_refused_a_shell_with_a_sentence() {
    world
        .fleet("user", "add", "eve", "--role", "viewer", "--password-stdin")
        .typing("correct horse battery\n")
        .run()
        .succeeded();
    var config = world.folder.resolve("eve").toString();
    world
        .fleet("login", "--server", world.url(), "--user", "eve", "--password-stdin")
        .with("XDG_CONFIG_HOME", config)
        .typing("correct horse battery\n")
        .run()
        .succeeded();

    var shell =
        world.fleet("ssh", "kitchen-pi", "web", "--", "true").with("XDG_CONFIG_HOME", config).run();

    assertThat(shell.exit()).isEqualTo(4);
    assertThat(shell.err()).contains("eve").contains("hint").doesNotContain("Exception");
  }

  @Test
  @Order(4)
  void the_logs_of_a_service_are_seen() {
    await("a tick is logged")
        .atMost(Duration.ofSeconds(20))
        .until(() ->
            world.fleet("logs", "kitchen-pi", "--service", "clock").run().out().contains("tick"));
  }

  @Test
  @Order(5)
  void a_folder_is_pushed_without_git_and_pushed_again_unchanged_restarts_nothing() {
    var first = world.fleet("push", "berlin", "--source", repository.toString()).run();
    assertThat(first.exit()).as(first.all()).isZero();
    device.awaitHealthy("0.0.0+rev2");
    var before = device.containers();

    var again = world.fleet("push", "berlin", "--source", repository.toString()).run();

    assertThat(again.exit()).as(again.all()).isZero();
    device.awaitHealthy("0.0.0+rev3");
    assertThat(device.containers()).isEqualTo(before);
  }

  @Test
  @Order(6)
  void a_dockerfile_that_fails_rejects_the_push_and_the_fleet_keeps_its_release() throws Exception {
    Files.writeString(
        repository.resolve("web/Dockerfile"),
        project.file("web/Dockerfile") + "RUN false-friend\n");
    world.commit(repository, "broken");

    var push = world.git(repository, "push", "fleet", "main").run();

    assertThat(push.exit()).isNotZero();
    assertThat(push.err()).contains("false-friend").contains("[remote rejected]");
    assertThat(world.json("show", "berlin").at("/release/version").asText())
        .isEqualTo("0.0.0+rev3");
    world.git(repository, "reset", "-q", "--hard", "HEAD~1").run().succeeded();
  }

  @Test
  @Order(7)
  void a_project_without_anything_to_build_is_refused() {
    var empty =
        world.repository(
            "berlin",
            project
                .without("docker-compose.yml")
                .without("web/Dockerfile")
                .without("clock/Dockerfile")
                .with("README.md", "nothing here\n"));

    var push = world.git(empty, "push", "-f", "fleet", "main").run();

    assertThat(push.exit()).isNotZero();
    assertThat(push.err()).contains("Dockerfile").contains("docker-compose.yml");
  }

  @Test
  @Order(8)
  void a_fleet_that_does_not_exist_and_a_key_that_nobody_knows_are_refused() {
    world.git(repository, "remote", "add", "nowhere", world.gitUrl("atlantis")).run().succeeded();
    var unknownFleet = world.git(repository, "push", "nowhere", "main").run();
    assertThat(unknownFleet.exit()).isNotZero();
    assertThat(unknownFleet.err()).contains("atlantis");

    var stranger = world.folder.resolve("stranger");
    Command.of(
            world.folder,
            List.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", stranger.toString()))
        .run()
        .succeeded();
    var unknownKey = world.gitWith(stranger, repository, "push", "fleet", "main").run();
    assertThat(unknownKey.exit()).isNotZero();
    assertThat(unknownKey.err()).contains("Permission denied (publickey)");
  }

  @Test
  @Order(9)
  void a_release_that_is_never_healthy_is_rolled_back_by_the_device() throws Exception {
    var before = world.json("device", "show", "kitchen-pi").at("/healthy/version").asText();
    Files.writeString(
        repository.resolve("web/Dockerfile"),
        project.file("web/Dockerfile").replace("\"-h\", \"/www\"", "\"-h\", \"/missing\""));
    world.commit(repository, "unhealthy");

    var push = world.git(repository, "push", "fleet", "main").run();

    assertThat(push.exit()).as("the release exists; only the device refuses it").isZero();
    await("the device went back")
        .atMost(Duration.ofSeconds(150))
        .untilAsserted(() -> {
          var shown = device.show();
          assertThat(shown.at("/phase").asText()).isEqualTo("ROLLED_BACK");
          assertThat(shown.at("/running/version").asText()).isEqualTo(before);
        });
    assertThat(device.show().at("/failure/service").asText()).isEqualTo("web");
    assertThat(device.page()).isEqualTo("first\n");
  }

  @Test
  @Order(10)
  void killed_at_any_moment_supervisor_and_server_end_in_the_same_release() throws Exception {
    Files.writeString(
        repository.resolve("web/Dockerfile"),
        project.file("web/Dockerfile").replace("first", "second"));
    world.commit(repository, "second");
    var pushed = world.git(repository, "push", "-o", "wait=0s", "fleet", "main").run();
    assertThat(pushed.exit()).as(pushed.all()).isZero();
    device.kill();
    world.killServer();
    device.start();
    world.startServer();
    var version = world.json("show", "berlin").at("/release/version").asText();

    device.awaitHealthy(version);

    var before = device.containers();
    device.kill();
    device.start();
    world.killServer();
    world.startServer();
    device.awaitHealthy(version);
    assertThat(device.containers()).isEqualTo(before);
    assertThat(device.page()).isEqualTo("second\n");
  }

  @Test
  @Order(11)
  void provisioning_keys_that_are_wrong_used_up_or_revoked_are_refused_with_a_sentence() {
    var wrong = device.another("wrong").command("fleetkey_wrong").run();
    assertThat(wrong.exit()).isNotZero();
    assertThat(wrong.all()).contains("provisioning key").doesNotContain("Exception");

    var usedUp = device.another("late").run();
    assertThat(usedUp.exit()).isNotZero();
    assertThat(usedUp.all()).contains("used up").doesNotContain("Exception");

    var added = world.json("device", "add", "berlin");
    var id = added.at("/about/id").asText();
    world.fleet("device", "revoke-key", "berlin", id).run().succeeded();
    var revoked = device.another("turned-away").command(added.at("/key").asText()).run();
    assertThat(revoked.exit()).isEqualTo(4);
    assertThat(revoked.err())
        .contains("fleet-supervisor: this provisioning key was revoked\n")
        .contains("  hint: fleet device add")
        .doesNotContain("Exception");
  }
}
