package fleet.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fleet.cli.OnEngines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** What operators do with two devices of a fleet, from its first variable to a device's end. */
@OnEngines
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ExtendWith(ServerLogOnFailure.class)
class OperateIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private World world;
  private Device kitchen;
  private Device hall;
  private Path project;

  @BeforeAll
  void two_devices_run_a_release() throws IOException {
    world = World.startWith("--deadline", "60s");
    world.fleet("create", "berlin").run().succeeded();
    kitchen = world.device("berlin", "kitchen-pi");
    hall = world.device("berlin", "hall-pi");
    project = Files.createDirectory(world.folder.resolve("app"));
    write("first");
    await("both are here")
        .atMost(PATIENCE)
        .until(() -> world.json("show", "berlin").at("/online").asInt() == 2);
    push("berlin", "--wait", "healthy").succeeded();
  }

  @AfterAll
  void stop() {
    world.close();
  }

  @Test
  @Order(1)
  void a_variable_restarts_the_service_that_it_is_for_and_no_other() {
    var web = kitchen.container("web");
    var clock = kitchen.container("clock");

    world
        .fleet("env", "set", "--fleet", "berlin", "--service", "web", "COLOUR=blue")
        .run()
        .succeeded();
    awaitVariable(kitchen, "COLOUR=blue");
    awaitVariable(hall, "COLOUR=blue");
    world
        .fleet("env", "set", "--fleet", "berlin", "--service", "web", "--secret", "PIN")
        .typing("hunter2\n")
        .run()
        .succeeded();
    awaitVariable(kitchen, "PIN=hunter2");

    assertThat(kitchen.container("web")).isNotEqualTo(web);
    assertThat(kitchen.container("clock")).isEqualTo(clock).isNotEmpty();
    assertThat(world.fleet("env", "list", "--fleet", "berlin").run().succeeded().all())
        .contains("blue")
        .doesNotContain("hunter2");
  }

  @Test
  @Order(2)
  void a_bad_release_is_halted_at_the_first_device_and_the_other_keeps_what_it_runs()
      throws IOException {
    var web = hall.container("web");
    write("broken");
    var dockerfile = project.resolve("web/Dockerfile");
    Files.writeString(dockerfile, World.read(dockerfile).replace("\"8080\"", "\"9090\""));

    var pushed = push("berlin", "--devices", "kitchen-pi", "--wait", "healthy");

    assertThat(pushed.exit()).as(pushed.all()).isEqualTo(1);
    assertThat(pushed.out())
        .contains("first on kitchen-pi")
        .containsPattern(
            "halted: kitchen-pi (failed|went back): service web did not become healthy")
        .contains("fleet rollout resume berlin", "fleet rollout abort berlin");
    assertThat(world.fleet("rollout", "status", "berlin").run().exit()).isEqualTo(1);
    assertThat(hall.show().at("/running/version").asText()).isEqualTo("0.0.0+rev1");
    assertThat(hall.container("web")).isEqualTo(web);
    assertThat(page(hall)).isEqualTo("first\n");
    kitchen.awaitHealthy("0.0.0+rev1");
  }

  @Test
  @Order(3)
  void a_good_release_goes_to_one_first_and_then_to_the_rest() throws IOException {
    write("third");

    var pushed = push("berlin", "--canary", "1", "--soak", "1s", "--wait", "healthy");

    assertThat(pushed.exit()).as(pushed.all()).isZero();
    assertThat(pushed.out())
        .containsPattern("first on (kitchen|hall)-pi \\(seed \\d+\\), then on the rest of berlin")
        .contains("healthy on 2/2 devices");
    kitchen.awaitHealthy("0.0.0+rev3");
    hall.awaitHealthy("0.0.0+rev3");
    assertThat(page(hall)).isEqualTo("third\n");
  }

  @Test
  @Order(4)
  void a_pinned_device_goes_back_alone_and_follows_its_fleet_again_when_it_is_not() {
    var pin = new String[] {"device", "pin", "hall-pi", "0.0.0+rev1", "--reason", "a loud fan"};
    world.fleet(pin).run().succeeded();
    hall.awaitHealthy("0.0.0+rev1");
    assertThat(page(hall)).isEqualTo("first\n");
    assertThat(kitchen.show().at("/healthy/version").asText()).isEqualTo("0.0.0+rev3");

    world.fleet("device", "unpin", "hall-pi").run().succeeded();
    hall.awaitHealthy("0.0.0+rev3");
  }

  @Test
  @Order(5)
  void a_device_that_moves_runs_what_its_new_fleet_runs() throws IOException {
    world.fleet("create", "rome").run().succeeded();
    write("of rome");
    push("rome").succeeded();

    world.fleet("device", "move", "hall-pi", "--to", "rome").run().succeeded();

    hall.awaitHealthy("0.0.0+rev1");
    assertThat(page(hall)).isEqualTo("of rome\n");
    assertThat(kitchen.show().at("/healthy/version").asText()).isEqualTo("0.0.0+rev3");
    assertThat(world.json("device", "list", "--fleet", "berlin")).hasSize(1);
  }

  @Test
  @Order(6)
  void a_removed_device_goes_on_running_and_does_not_come_back() {
    var web = kitchen.container("web");
    var clock = kitchen.container("clock");

    world.fleet("device", "rm", "kitchen-pi", "--yes").run().succeeded();
    kitchen.kill();
    kitchen.start();

    await("it is told that it was removed")
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(World.read(kitchen.log())).contains("removed"));
    assertThat(world.json("device", "list", "--fleet", "berlin")).isEmpty();
    assertThat(world.fleet("device", "show", "kitchen-pi").run().exit()).isEqualTo(3);
    assertThat(kitchen.container("web")).isEqualTo(web).isNotEmpty();
    assertThat(kitchen.container("clock")).isEqualTo(clock).isNotEmpty();
  }

  private void write(String page) throws IOException {
    Project.twoServices(world.lab.bases(), page).writeTo(project);
  }

  private Command.Result push(String fleet, String... options) {
    var words = new ArrayList<>(List.of("push", fleet, "--source", project.toString()));
    words.addAll(List.of(options));
    return world.fleet(words.toArray(String[]::new)).run();
  }

  private void awaitVariable(Device device, String variable) {
    await("%s has %s".formatted(device.name, variable))
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(300))
        .untilAsserted(() ->
            assertThat(device.docker("exec", device.container("web"), "env").out().lines())
                .contains(variable));
  }

  private static String page(Device device) {
    return device.docker("exec", device.container("web"), "cat", "/www/index.html").out();
  }
}
