package fleet.builder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fleet.contract.Json;
import fleet.contract.node.DeviceKind;
import fleet.contract.node.FleetKinds;
import fleet.contract.operator.Role;
import fleet.contract.release.ImageVariant;
import fleet.contract.release.Platform;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pushes of the real git over the real ssh, built by a real engine, into a real registry. */
final class PushIT {
  private static final Duration LONG = Duration.ofMinutes(2);
  private static final String MAIN = "refs/heads/main";

  @TempDir private static Path folder;
  private static Lab lab;
  private static BuilderServer server;
  private static String base;
  private static int projects;

  private Project project;

  @BeforeAll
  static void start() throws IOException {
    lab = new Lab(folder);
    base = lab.base();
    server = new BuilderServer(lab.config(), lab.database());
    server.start();
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
    lab.close();
  }

  @BeforeEach
  void begin() throws Exception {
    project = lab.project("dev" + ++projects);
    lab.api.devices(1, 1, 0, 1);
    lab.api.kinds = FleetKinds.NONE;
    lab.api.releases.clear();
    lab.removeRepository();
  }

  @AfterEach
  void nothing_is_left_behind() throws IOException {
    await().atMost(LONG).untilAsserted(() -> assertThat(lab.tags()).isEmpty());
    await()
        .atMost(LONG)
        .untilAsserted(() -> assertThat(lab.data().resolve("work")).isEmptyDirectory());
    assertThat(parked()).isEmpty();
  }

  @Test
  void a_push_builds_two_services_for_three_platforms_into_one_index_each() throws Exception {
    project
        .file(
            "docker-compose.yml",
            """
            services:
              web:
                build: web
                ports: ["8080:80"]
              data:
                image: %s
                command: sleep 1000
            x-fleet:
              platforms: [linux/amd64, linux/arm64, linux/arm/v7]
              version: 1.4.0
            """
                .formatted(base))
        .file(
            "web/Dockerfile", "FROM %s\nRUN uname -m > /machine && cat /machine\n".formatted(base));
    var commit = project.commit();

    var push = push("no-cache", "note=first", "tag.track=beta");

    assertThat(push.output())
        .contains("remote: web   linux/arm64       | aarch64")
        .contains("remote: web   linux/arm/v7      | armv7l")
        .contains("remote: web   linux/amd64       | x86_64")
        .contains("release 1.4.0 (%s)  2 services, 3 platforms".formatted(commit.substring(0, 7)))
        .contains("running on 1/1 devices");
    assertThat(push.code()).isZero();
    assertThat(project.remote(server.gitPort(), lab.fleet.value(), MAIN)).isEqualTo(commit);
    var release = lab.api.releases.getFirst();
    assertThat(release.commit()).isEqualTo(commit);
    assertThat(release.note()).isEqualTo("first");
    assertThat(release.tags()).isEqualTo(Map.of("track", "beta"));
    assertThat(release.platforms()).containsExactlyInAnyOrderElementsOf(Lab.PLATFORMS);
    var web = release.services().getFirst();
    var index =
        Json.mapper().readTree(get("/v2/%s/manifests/%s".formatted(web.repository(), web.index())));
    assertThat(index.path("manifests")).hasSize(3);
    for (var variant : web.variants()) {
      assertThat(variant.layers()).isNotEmpty();
      var config =
          Json.mapper()
              .readTree(get("/v2/%s/blobs/%s".formatted(web.repository(), variant.config())));
      assertThat(config.path("architecture").asText()).isEqualTo(variant.platform().architecture());
      assertThat(config.path("rootfs").path("diff_ids").path(0).asText())
          .isEqualTo(variant.layers().getFirst().diffId().toString());
    }
  }

  @Test
  void a_dockerfile_that_fails_rejects_the_push_and_shows_the_failing_line_last() throws Exception {
    project.file(
        "Dockerfile",
        "FROM %s\n\nRUN echo so far so good\nRUN echo no such thing; exit 7\n".formatted(base));
    project.commit();

    var push = push();

    assertThat(push.code()).isNotZero();
    assertThat(push.output().lines().filter(line -> line.startsWith("remote:")))
        .anyMatch(line -> line.contains("| no such thing"))
        .last()
        .asString()
        .startsWith(
            "remote: build failed: main for linux/amd64: Dockerfile:4: RUN echo no such thing; exit 7: exit code 7");
    assertThat(push.output()).contains("! [remote rejected] HEAD -> main (build failed: ");
    assertThat(project.remote(server.gitPort(), lab.fleet.value(), MAIN)).isEmpty();
    assertThat(lab.api.releases).isEmpty();
  }

  @Test
  void the_branch_moves_although_the_client_is_killed_in_the_middle() throws Exception {
    project.file("Dockerfile", "FROM %s\nRUN echo begun; sleep 4; date > /now\n".formatted(base));
    var commit = project.commit();

    var push = project.startPush(server.gitPort(), lab.fleet.value(), "no-cache");
    try (var lines = push.inputReader()) {
      assertThat(lines.lines().anyMatch(line -> line.contains("| begun"))).isTrue();
      push.descendants().forEach(ProcessHandle::destroyForcibly);
      var _ = push.destroyForcibly();
    }

    await()
        .atMost(LONG)
        .until(() -> project.remote(server.gitPort(), lab.fleet.value(), MAIN).equals(commit));
    assertThat(lab.api.releases).hasSize(1);
  }

  @Test
  void two_pushes_at_once_are_built_one_after_another_and_the_late_one_is_told() throws Exception {
    project.file("Dockerfile", "FROM %s\nRUN sleep 3; echo first\n".formatted(base));
    var first = project.commit();
    var other = lab.project("other" + projects);
    other.file("Dockerfile", "FROM %s\nRUN echo second\n".formatted(base));
    other.commit();

    var early = project.startPush(server.gitPort(), lab.fleet.value(), "no-cache");
    try (var lines = early.inputReader()) {
      assertThat(lines.lines().anyMatch(line -> line.contains("building"))).isTrue();
      var late = other.push(server.gitPort(), lab.fleet.value());

      assertThat(late.code()).isNotZero();
      assertThat(late.output())
          .contains("waiting for the build of %s before this one".formatted(lab.fleet))
          .contains("main moved while this push waited")
          .contains("hint: git pull, and push again");
      assertThat(lines.lines().toList()).anyMatch(line -> line.contains("running on 1/1 devices"));
    }
    assertThat(early.waitFor()).isZero();
    assertThat(project.remote(server.gitPort(), lab.fleet.value(), MAIN)).isEqualTo(first);
    assertThat(lab.api.releases).hasSize(1);
  }

  @Test
  void only_the_default_branch_deploys_and_master_may_be_it() throws Exception {
    project.file("Dockerfile", "FROM %s\n".formatted(base)).commit();
    var url = Project.url(server.gitPort(), lab.fleet.value());

    var feature = project.git("push", url, "HEAD:refs/heads/feature");
    assertThat(feature.code()).isNotZero();
    assertThat(feature.output()).contains("only the default branch deploys");

    var master = project.git("push", url, "HEAD:refs/heads/master");
    assertThat(master.output()).contains("running on 1/1 devices");
    assertThat(master.code()).isZero();
    assertThat(project.git("ls-remote", "--symref", url, "HEAD").output())
        .contains("ref: refs/heads/master");
    assertThat(project.git("push", url, ":refs/heads/master").output())
        .contains("the default branch cannot be deleted");
  }

  @Test
  void whoever_may_not_push_is_told_in_a_sentence() throws Exception {
    project.file("Dockerfile", "FROM %s\n".formatted(base)).commit();
    var stranger =
        project.withNewKey(Files.createDirectories(folder.resolve("stranger" + projects)));

    assertThat(stranger.push(server.gitPort(), lab.fleet.value()).output())
        .contains("Permission denied (publickey)")
        .doesNotContain("fleet '");

    lab.api.person("eve", Role.VIEWER, stranger.publicKey());
    assertThat(stranger.push(server.gitPort(), lab.fleet.value()).output())
        .contains("fatal: remote error: eve is no developer of this fleet");
    assertThat(project.push(server.gitPort(), "nowhere").output())
        .contains("fatal: remote error: there is no fleet 'nowhere'")
        .contains("hint: fleet list");
    assertThat(lab.data().resolve("git/nowhere.git")).doesNotExist();
  }

  @Test
  void a_project_that_cannot_be_planned_is_refused_by_file_and_line() throws Exception {
    project.file("README", "nothing to build here").commit();
    assertThat(push().output())
        .contains("remote: there is no Dockerfile and no docker-compose.yml")
        .contains("remote: hint: add a Dockerfile");

    project.file(
        "docker-compose.yml",
        "services:\n  web:\n    image: %s\n    privileged: true\n".formatted(base));
    project.commit();
    var push = push();
    assertThat(push.code()).isNotZero();
    assertThat(push.output())
        .contains(
            "docker-compose.yml:4: services.web.privileged: %s does not allow"
                .formatted(lab.fleet));
    assertThat(push("drafty").output()).contains("'drafty' is not a push option");
  }

  @Test
  void two_types_of_one_platform_get_two_images_where_the_plan_depends_on_the_type()
      throws Exception {
    lab.api.kinds =
        new FleetKinds(
            List.of(
                new DeviceKind("raspberrypi4-64", Platform.LINUX_ARM64, List.of()),
                new DeviceKind("jetson-nano", Platform.LINUX_ARM64, List.of())),
            List.of());
    project
        .file("compose.yaml", "services: {web: {build: web}, data: {build: data}}\n")
        .file(
            "web/Dockerfile.template",
            "FROM %s\nRUN echo I am %%%%BALENA_MACHINE_NAME%%%% of %%%%BALENA_APP_NAME%%%%\n"
                .formatted(base))
        .file("data/Dockerfile.jetson-nano", "FROM %s\nENV FOR=jetson\n".formatted(base))
        .file("data/Dockerfile", "FROM %s\n".formatted(base))
        .commit();

    var push = push("no-cache");

    assertThat(push.code()).isZero();
    assertThat(push.output())
        .contains("web   raspberrypi4-64      | I am raspberrypi4-64 of " + lab.fleet)
        .contains("web   jetson-nano          | I am jetson-nano of " + lab.fleet);
    assertThat(variants("web")).containsExactlyInAnyOrder("raspberrypi4-64", "jetson-nano");
    assertThat(variants("data")).containsExactlyInAnyOrder("linux/arm64", "jetson-nano");
  }

  private static List<String> variants(String service) {
    return lab.api.releases.getFirst().services().stream()
        .filter(images -> images.service().value().equals(service))
        .flatMap(images -> images.variants().stream())
        .map(ImageVariant::variant)
        .toList();
  }

  @Test
  void a_draft_is_not_waited_for_and_devices_that_are_away_are_said_to_be() throws Exception {
    project.file("Dockerfile", "FROM %s\n".formatted(base)).commit();
    assertThat(push("draft", "platform=linux/arm64").output())
        .contains("draft release 0.0.0+rev1")
        .contains("a draft is not deployed");
    assertThat(lab.api.releases.getFirst().platforms()).containsExactly(Platform.LINUX_ARM64);

    lab.api.devices(2, 0, 0);
    project.commit();
    assertThat(push().output()).contains("no device is online (of 2)");
    project.commit();
    lab.api.devices(0, 0, 0);
    assertThat(push().output()).contains("no device runs this fleet yet");
  }

  private Shell.Result push(String... options) throws Exception {
    return project.push(server.gitPort(), lab.fleet.value(), options);
  }

  private static byte[] get(String path) throws Exception {
    try (var http = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(URI.create(lab.registry.url() + path))
              .header("Accept", "application/vnd.oci.image.index.v1+json")
              .build();
      var response = http.send(request, BodyHandlers.ofByteArray());
      assertThat(response.statusCode()).isEqualTo(200);
      return response.body();
    }
  }

  private static List<String> parked() throws IOException {
    var refs = lab.data().resolve("git/%s.git/refs/fleet/builds".formatted(lab.fleet));
    if (!Files.isDirectory(refs)) {
      return List.of();
    }
    try (var found = Files.list(refs)) {
      return found.map(path -> path.getFileName().toString()).toList();
    }
  }
}
