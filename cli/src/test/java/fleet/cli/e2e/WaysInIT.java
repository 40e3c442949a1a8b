package fleet.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.cli.OnEngines;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** Ways in beside a push to the default branch, each to a release that is really there. */
@OnEngines
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ExtendWith(ServerLogOnFailure.class)
class WaysInIT {
  private static final int AT_ONCE = 20;
  private World world;
  private Device device;
  private Project project;
  private Path repository;

  @BeforeAll
  void start() {
    world = World.start();
    project = Project.twoServices(world.lab.bases(), "first").with("VERSION", "1.0.0\n");
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
  void a_version_is_the_projects_and_a_branch_builds_a_draft_of_it() {
    world.git(repository, "push", "fleet", "main").run().succeeded();
    device.awaitHealthy("1.0.0");
    assertThat(world.git(repository, "push", "fleet", "main:feature/oven").run().err())
        .contains("hint: fleet branch draft berlin 'feature/oven'");
    world.fleet("branch", "draft", "berlin", "feature/*").run().succeeded();

    var push = world.git(repository, "push", "fleet", "main:feature/oven").run();

    assertThat(push.exit()).as(push.all()).isZero();
    var draft = world.json("release", "list", "berlin").at("/0");
    assertThat(draft.at("/version").asText()).isEqualTo("1.0.0+rev1");
    assertThat(draft.at("/state").asText()).isEqualTo("DRAFT");
    assertThat(draft.at("/tags/branch").asText()).isEqualTo("feature/oven");
    assertThat(device.page()).isEqualTo("first\n");
    assertThat(world.git(repository, "push", "fleet", ":feature/oven").run().exit()).isZero();
  }

  @Test
  @Order(2)
  void images_that_are_built_are_deployed_again_by_their_digests() throws Exception {
    var built = world.json("release", "show", "berlin", "1.0.0");
    var site = Files.createDirectories(world.folder.resolve("site"));
    Files.writeString(site.resolve("compose.yaml"), project.file("docker-compose.yml"));
    var words = new ArrayList<>(List.of("deploy", "berlin"));
    words.addAll(List.of("--compose", site.resolve("compose.yaml").toString()));
    for (var service : built.at("/services")) {
      var name = service.at("/service").asText();
      var image =
          "127.0.0.1:%d/berlin/%s@%s"
              .formatted(world.registryPort, name, service.at("/index").asText());
      words.addAll(List.of("--image", name + "=" + image));
    }
    words.addAll(List.of("--wait", "running"));

    var deploy = world.fleet(words.toArray(String[]::new)).run();

    assertThat(deploy.exit()).as(deploy.all()).isZero();
    assertThat(deploy.out()).contains("COPY 127.0.0.1", "there already", "running on 1/1 devices");
    var release = world.json("release", "list", "berlin").at("/0");
    assertThat(release.at("/version").asText()).isEqualTo("0.0.0+rev3");
    assertThat(release.at("/services/0/variants")).isEqualTo(built.at("/services/0/variants"));
    device.awaitHealthy("0.0.0+rev3");
    assertThat(world.fleet("release", "show", "berlin", "0.0.0+rev3").run().succeeded().out())
        .contains("copied by fleet");
    var web = words.get(words.indexOf("--image") + 1);
    var alone = world.fleet("deploy", "berlin", "--image", web, "--draft").run();
    assertThat(alone.exit()).as(alone.all()).isZero();
  }

  @Test
  @Order(3)
  void revisions_of_twenty_pushes_at_once_do_not_collide() throws Exception {
    var folder = Files.createDirectories(world.folder.resolve("tiny"));
    Files.writeString(folder.resolve("Dockerfile"), "FROM scratch\nCOPY VERSION /\n");
    Files.writeString(folder.resolve("VERSION"), "5.0.0\n");
    world.fleet("create", "paris").run().succeeded();
    Callable<Boolean> push = () -> pushed(folder);
    try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
      for (var done : threads.invokeAll(IntStream.range(0, AT_ONCE).mapToObj(_ -> push).toList())) {
        assertThat(done.get()).isTrue();
      }
    }

    assertThat(world.json("release", "list", "paris").findValuesAsText("version"))
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, AT_ONCE)
                .mapToObj(count -> count == 0 ? "5.0.0" : "5.0.0+rev" + count)
                .toList());
  }

  /** Again and again, as long as too many others wait. */
  private boolean pushed(Path folder) {
    var words =
        new String[] {
          "push", "paris", "--source", folder.toString(), "--draft", "--platform", "linux/amd64"
        };
    var result = world.fleet(words).run();
    while (result.err().contains("are waiting already")) {
      result = world.fleet(words).run();
    }
    assertThat(result.exit()).as(result.all()).isZero();
    return true;
  }
}
