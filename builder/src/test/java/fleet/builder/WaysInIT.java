package fleet.builder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fleet.contract.identity.ServiceName;
import fleet.contract.node.FleetKinds;
import fleet.contract.policy.BranchPattern;
import fleet.contract.policy.BranchPolicy;
import fleet.contract.release.Platform;
import fleet.contract.release.Release;
import fleet.contract.release.ReleaseState;
import fleet.contract.release.ServiceImages;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a push may ask for, and bases that are not what they say. */
final class WaysInIT {
  private static final Duration LONG = Duration.ofMinutes(1);

  @TempDir private static Path folder;
  private static Lab lab;
  private static BuilderServer server;
  private static HandMadeImages images;
  private static String base;
  private static int projects;

  private Project project;

  @BeforeAll
  static void start() throws Exception {
    lab = new Lab(folder);
    base = lab.base();
    images = new HandMadeImages(lab.registry.url());
    server = new BuilderServer(lab.config(), lab.database());
    server.start();
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
    images.close();
    lab.close();
  }

  @BeforeEach
  void begin() throws Exception {
    project = lab.project("dev" + ++projects);
    lab.api.devices(1, 1, 0, 1);
    lab.api.kinds = FleetKinds.NONE;
    lab.api.branches = BranchPolicy.NONE;
    lab.api.releases.clear();
    lab.removeRepository();
  }

  @AfterEach
  void nothing_is_left_behind() {
    await().atMost(LONG).untilAsserted(() -> assertThat(lab.tags()).isEmpty());
    await()
        .atMost(LONG)
        .untilAsserted(() -> assertThat(lab.data().resolve("work")).isEmptyDirectory());
  }

  @Test
  void one_service_is_built_and_the_others_keep_their_images() throws Exception {
    project
        .file("compose.yaml", "services: {web: {build: web}, data: {build: data}}\n")
        .file("web/Dockerfile", "FROM %s\nRUN echo one > /web\n".formatted(base))
        .file("data/Dockerfile", "FROM %s\nRUN date > /data\n".formatted(base))
        .commit();
    assertThat(push("service=web").output())
        .contains("has no final release, of which the other services would keep their images");
    assertThat(push().code()).isZero();
    project
        .file("web/Dockerfile", "FROM %s\nRUN echo two > /web\n".formatted(base))
        .file("data/Dockerfile", "FROM %s\nRUN false\n".formatted(base))
        .commit();

    var push = push("service=web");

    assertThat(push.output()).contains("remote: data: keeps its images");
    assertThat(push.code()).isZero();
    var before = lab.api.releases.getFirst();
    var after = lab.api.releases.getLast();
    assertThat(service(after, "data")).isEqualTo(service(before, "data"));
    assertThat(service(after, "web").index()).isNotEqualTo(service(before, "web").index());
    assertThat(lab.api.provenance)
        .hasEntrySatisfying(after.id(), how -> assertThat(how.images()).hasSize(2));
    project.commit();
    assertThat(push("service=wed").output())
        .contains("the project has no service 'wed' to build", "the nearest is 'web'");
  }

  @Test
  void a_push_names_the_dockerfile_of_its_project() throws Exception {
    project
        .file("Dockerfile", "FROM %s\nRUN false\n".formatted(base))
        .file("docker/Dockerfile.prod", "FROM %s\nRUN echo for production\n".formatted(base))
        .commit();

    var push = push("dockerfile=docker/Dockerfile.prod", "no-cache");

    assertThat(push.output()).contains("| for production");
    assertThat(push.code()).isZero();
  }

  @Test
  void another_branch_builds_drafts_when_the_fleet_says_so_and_can_be_deleted() throws Exception {
    project.file("Dockerfile", "FROM %s\n".formatted(base));
    var url = Project.url(server.gitPort(), lab.fleet.value());
    project.commit();
    var refused = project.git("push", url, "HEAD:refs/heads/feature/oven");
    assertThat(refused.output())
        .contains("only the default branch deploys: git push .. HEAD:main")
        .contains("hint: fleet branch draft %s 'feature/oven'".formatted(lab.fleet));
    assertThat(push().code()).isZero();
    lab.api.branches =
        new BranchPolicy(Optional.empty(), List.of(BranchPattern.parse("feature/*")));
    var commit = project.commit();

    var push = project.git("push", url, "HEAD:refs/heads/feature/oven");

    assertThat(push.output()).contains("a draft is not deployed: fleet release finalize");
    assertThat(push.code()).isZero();
    var draft = lab.api.releases.getLast();
    assertThat(draft.state()).isEqualTo(ReleaseState.DRAFT);
    assertThat(draft.tags()).containsEntry("branch", "feature/oven");
    assertThat(remote("refs/heads/feature/oven")).isEqualTo(commit);
    assertThat(project.git("ls-remote", "--symref", url, "HEAD").output())
        .contains("ref: refs/heads/main");

    assertThat(project.git("push", url, ":refs/heads/feature/oven").code()).isZero();
    assertThat(remote("refs/heads/feature/oven")).isEmpty();
    assertThat(project.git("push", url, ":refs/heads/main").output())
        .contains("the default branch cannot be deleted");
  }

  @Test
  void the_classic_pi_example_builds_on_a_base_whose_configuration_lies() throws Exception {
    var _ = images.relabel("library/busybox", "armv7", "lying", Platform.LINUX_AMD64);
    project
        .file("requirements.txt", "Flask==0.12.3\n")
        .file("src/main.sh", "echo hello\n")
        .file(
            "Dockerfile.template",
            """
            # base-image for python on any machine using a template variable
            FROM %s
            WORKDIR /usr/src/app
            COPY requirements.txt requirements.txt
            RUN uname -m && cat requirements.txt
            COPY . ./
            ENV UDEV=1
            CMD ["sh", "-u", "src/main.sh"]
            """
                .formatted(base.replace(":1", ":lying")))
        .commit();

    var push = push("platform=linux/arm/v7", "no-cache");

    assertThat(push.output()).contains("| armv7l");
    assertThat(push.code()).isZero();
    assertThat(lab.api.releases.getFirst().platforms()).containsExactly(Platform.LINUX_ARM_V7);
  }

  @Test
  void programs_for_another_processor_are_told_before_a_device_gets_them() throws Exception {
    project.file("Dockerfile", "FROM %s\n".formatted(base.replace(":1", ":amd64"))).commit();

    var push = push("platform=linux/arm/v7");

    assertThat(push.code()).isNotZero();
    assertThat(push.output())
        .contains("the image of main for linux/arm/v7 cannot run there: its programs are for amd64")
        .contains("hint: choose a base image that exists for linux/arm/v7");
    assertThat(lab.api.releases).isEmpty();
  }

  private Shell.Result push(String... options) throws Exception {
    return project.push(server.gitPort(), lab.fleet.value(), options);
  }

  private String remote(String ref) throws Exception {
    return project.remote(server.gitPort(), lab.fleet.value(), ref);
  }

  private static ServiceImages service(Release release, String name) {
    return release.services().stream()
        .filter(images -> images.service().equals(ServiceName.parse(name)))
        .findFirst()
        .orElseThrow();
  }
}
