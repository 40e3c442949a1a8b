package fleet.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.cli.OnEngines;
import fleet.cli.machine.Folders;
import fleet.contract.Json;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The demo of a user who is not root, but of the group that may use the machine's one engine. */
@OnEngines
class SharedEngineIT {
  private static final String NOBODY = "65534";
  private static final String OTHER = "fleet.device=11111111-2222-4333-8444-555555555555";

  /** Kept to go back to: no container runs it. */
  private static final String OTHER_IMAGE = "fleet.local/11111111/berlin/web:" + "0f".repeat(32);

  private Path folder;
  private BareMachine machine;

  @BeforeEach
  void start() {
    folder = World.newFolder();
    machine = new BareMachine(folder);
  }

  @AfterEach
  void stop() {
    machine.docker("network", "prune", "--force", "--filter", "label=" + OTHER);
    machine.docker("image", "rm", OTHER_IMAGE);
    machine.close();
    Folders.delete(folder);
  }

  @Test
  void the_engine_builds_and_runs_and_keeps_what_another_device_has_on_it() throws Exception {
    machine.docker("network", "create", "--label", OTHER, "other-device");
    var busybox = Lab.fromEnvironment().bases() + "/amd64";
    machine.type("tar -C %s -c . | docker import - %s".formatted(busybox, OTHER_IMAGE)).succeeded();
    var before = everything();

    var demo = demo().run();

    assertThat(demo.exit()).as("%s%n%s", demo.out(), demo.err()).isZero();
    var summary = Json.mapper().readTree(demo.out());
    assertThat(summary.at("/platforms")).hasSize(3);
    assertThat(summary.at("/services").findValuesAsText("health")).contains("HEALTHY");
    assertThat(everything()).isEqualTo(before);
  }

  /** The demo in a home of its own, with base images that are there already. */
  private Command demo() {
    var home = folder.resolve("home");
    var bases = Lab.fromEnvironment().bases();
    machine.type("mkdir -p %1$s/cache && cp -r %2$s %1$s/cache/bases-1".formatted(home, bases));
    machine.type("chown -R %s %s".formatted(NOBODY, home)).succeeded();
    var group = machine.type("stat -L -c %g /var/run/docker.sock").succeeded().out().strip();
    return machine
        .command(
            "setpriv",
            "--reuid=" + NOBODY,
            "--regid=" + NOBODY,
            "--groups=" + group,
            "--",
            BareMachine.CHECKOUT.resolve("bin/fleet").toString(),
            "demo",
            "--exit",
            "--json")
        .with("HOME", home.toString())
        .with("FLEET_CACHE", home.resolve("cache").toString());
  }

  private List<String> everything() {
    return List.of(
        machine.docker("ps", "--all", "--quiet"),
        machine.docker("images", "--all", "--quiet"),
        machine.docker("network", "ls", "--format", "{{.Name}}"),
        machine.docker("volume", "ls", "--quiet"));
  }
}
