package fleet.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fleet.cli.OnEngines;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** The line that {@code fleet device add} prints, pasted on a machine that knows nothing of us. */
@OnEngines
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ExtendWith(ServerLogOnFailure.class)
class InstallIT {
  private static final Pattern LINE = Pattern.compile("(?m)^  (curl .*)$");
  private static final Pattern KEY = Pattern.compile("fleetkey_[A-Za-z0-9_-]+");
  private static final String NO_JAVA =
      "unset JAVA_HOME FLEET_JAVA_HOME; mount -t tmpfs tmpfs /usr/lib/jvm; mount -t tmpfs tmpfs /opt; ";

  private World world;
  private BareMachine machine;

  @BeforeAll
  void a_fleet_has_a_release() {
    world = World.start();
    world.fleet("create", "berlin").run().succeeded();
    var repository =
        world.repository("berlin", Project.twoServices(world.lab.bases(), "installed"));
    world.git(repository, "push", "-o", "wait=0s", "fleet", "main").run().succeeded();
  }

  @AfterAll
  void stop() {
    world.close();
  }

  @BeforeEach
  void bring_a_machine() {
    machine = new BareMachine(world.folder);
  }

  @AfterEach
  void take_it_away() {
    machine.close();
  }

  /** What the command prints to paste, nothing added. */
  private String printedLine() {
    var printed = LINE.matcher(world.fleet("device", "add", "berlin").run().succeeded().out());
    assertThat(printed.find()).as("a line to paste").isTrue();
    return printed.group(1);
  }

  private static String keyIn(String line) {
    var key = KEY.matcher(line);
    assertThat(key.find()).as("a key in: %s", line).isTrue();
    return key.group();
  }

  @Test
  @Order(1)
  void the_line_makes_a_machine_a_device_that_runs_the_release_and_may_be_pasted_again() {
    var line = printedLine();
    assertThat(line).contains(world.lab.hostAddress());

    var watched = ProcessList.during(() -> machine.type(line));

    var install = watched.result().succeeded();
    assertThat(watched.commandLines())
        .anyMatch(words -> words.contains("/device/v1/supervisor.tar.gz"))
        .noneMatch(words -> words.contains(keyIn(line)));
    assertThat(install.out()).contains("not started: systemd does not run on this machine");
    var start = install.out().lines().toList().getLast().strip();
    machine.start(start);
    awaitHealthy();
    assertThat(machine.type("stat -c %a-%U /etc/fleet-supervisor/key").out())
        .isEqualTo("600-root\n");
    assertThat(ProcessList.during(() -> "").commandLines())
        .anyMatch(words -> words.contains("/opt/fleet-supervisor/lib"))
        .noneMatch(words -> words.contains(keyIn(line)));

    var before = machine.containers();
    assertThat(before).hasSize(2);
    machine.type(line).succeeded();
    machine.killSupervisor();
    awaitStatus("OFFLINE");
    machine.start(start);
    awaitStatus("ONLINE");
    assertThat(world.json("device", "list", "--fleet", "berlin")).hasSize(1);
    assertThat(machine.containers()).isEqualTo(before);
    assertThat(machine.type("ls /opt").out()).doesNotContain(".new").doesNotContain(".old");
  }

  @Test
  @Order(2)
  void without_java_the_package_is_named_and_nothing_is_installed() {
    var refused = machine.type(NO_JAVA + printedLine());

    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.err())
        .isEqualTo("fleet: Java 25 is missing\n  hint: apt-get install openjdk-25-jre-headless\n");
    assertThat(machine.type("ls /opt /etc/fleet-supervisor").out())
        .doesNotContain("fleet-supervisor");
  }

  @Test
  @Order(3)
  void a_processor_that_nothing_is_built_for_is_refused() {
    var refused = machine.command("linux32", "sh").typing(printedLine() + "\n").run();

    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.err())
        .contains("fleet: Fleet builds nothing for this processor, i686\n")
        .contains("  hint: it may be x86_64, aarch64 or armv7l\n");
  }

  @Test
  @Order(4)
  void without_an_engine_or_a_key_it_says_what_to_do() {
    var noEngine = machine.type("umount /run/docker.sock; " + printedLine());
    assertThat(noEngine.exit()).isEqualTo(1);
    assertThat(noEngine.err()).contains("no Docker Engine").contains("apt-get install docker.io");

    var noKey = machine.type(printedLine().replaceFirst("FLEET_PROVISIONING_KEY=\\S+", ""));
    assertThat(noKey.exit()).isEqualTo(1);
    assertThat(noKey.err()).contains("provisioning key").contains("fleet device add FLEET");
  }

  @Test
  @Order(5)
  void a_server_that_is_away_is_named() throws Exception {
    var line = printedLine();
    var script = world.folder.resolve("install.sh");
    machine.type(line.replaceFirst("\\| .*", "-o " + script)).succeeded();
    world.killServer();

    assertThat(machine.type(line).err())
        .contains("Failed to connect to " + world.lab.hostAddress());
    var half = machine.command("sh", script.toString());
    var refused = half.with("FLEET_PROVISIONING_KEY", keyIn(line)).run();
    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.err())
        .contains("fleet: could not fetch the supervisor from http://" + world.lab.hostAddress())
        .contains("is the server up");
    assertThat(machine.type("ls /opt /etc").out()).doesNotContain("fleet-supervisor");
  }

  private void awaitHealthy() {
    await("the device runs the release, healthy; its log: " + machine.supervisorLog())
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(
            () -> assertThat(device().at("/healthy/version").asText()).isEqualTo("0.0.0+rev1"));
  }

  private void awaitStatus(String status) {
    await("the device is " + status)
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(device().at("/status").asText()).isEqualTo(status));
  }

  private com.fasterxml.jackson.databind.JsonNode device() {
    return world.json("device", "list", "--fleet", "berlin").at("/0");
  }
}
