package fleet.builder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fleet.contract.identity.BuildId;
import fleet.contract.identity.SecretBytes;
import fleet.contract.operator.BuildEvent;
import fleet.contract.operator.BuildState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A builder that is killed in a build, as by a power cut, and started again. */
final class KilledIT {
  private static final Duration LONG = Duration.ofMinutes(2);

  @TempDir private static Path folder;
  private static Lab lab;
  private static String base;
  private static int tests;

  private BuilderConfig config;
  private Path data;

  @BeforeAll
  static void start() throws Exception {
    lab = new Lab(folder);
    base = lab.base();
    lab.api.devices(1, 1, 1);
  }

  @AfterAll
  static void stop() throws IOException {
    lab.close();
  }

  @BeforeEach
  void begin() throws IOException {
    data = folder.resolve("data-" + ++tests);
    config =
        lab.config(
            data,
            DebianRegistry.freePort(),
            new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), DebianRegistry.freePort()));
    lab.api.releases.clear();
  }

  @Test
  void a_push_is_built_again_and_its_branch_moves_once_the_server_is_back() throws Exception {
    var project = lab.project("slow");
    project.file("Dockerfile", slow("pushed"));
    var commit = project.commit();
    var killed = ServerProcess.start(config, lab.databasePort());
    await().atMost(LONG).until(() -> answers(config.gitPort()));
    var push = project.startPush(config.gitPort(), lab.fleet.value(), "no-cache", "note=slowly");
    try (var lines = push.inputReader()) {
      assertThat(lines.lines().anyMatch(line -> line.contains("| begun"))).isTrue();
    }
    var build = BuildId.parse(onlyName(data.resolve("work")));
    killed.destroyForcibly().waitFor();
    assertThat(parked(build)).exists();

    try (var _ = server()) {
      var events = routes().log(build);

      assertThat(lines(events))
          .contains("| begun")
          .containsOnlyOnce("the build begins again: the server stopped while it ran");
      assertThat(events.getLast()).isInstanceOf(BuildEvent.Succeeded.class);
      assertThat(lab.api.releases)
          .singleElement()
          .satisfies(release -> {
            assertThat(release.build()).isEqualTo(build);
            assertThat(release.commit()).isEqualTo(commit);
            assertThat(release.note()).isEqualTo("slowly");
          });
      assertThat(project.remote(config.gitPort(), lab.fleet.value(), "refs/heads/main"))
          .isEqualTo(commit);
      nothingIsLeft(build);
    }
  }

  @Test
  void an_upload_is_fetched_from_the_registry_and_built_again() throws Exception {
    var build = uploadAndKill("uploaded", Map.of());
    assertThat(data.resolve("work/%s/project/Dockerfile".formatted(build))).exists();

    try (var _ = server()) {
      var events = routes().log(build);

      assertThat(events.getLast()).as(lines(events)).isInstanceOf(BuildEvent.Succeeded.class);
      assertThat(lab.api.releases)
          .singleElement()
          .satisfies(release -> assertThat(release.build()).isEqualTo(build));
      assertThat(routes().find(build))
          .satisfies(view -> {
            assertThat(view.state()).isEqualTo(BuildState.SUCCEEDED);
            assertThat(view.attempts()).isEqualTo(2);
            assertThat(view.version()).isPresent();
          });
      assertThat(routes().ask(build, "search=ECHO+BEGUN;&steps=true&follow=false"))
          .filteredOn(BuildEvent.Line.class::isInstance)
          .singleElement()
          .satisfies(event -> {
            var step = ((BuildEvent.Line) event).step().orElseThrow();
            assertThat(step.name()).contains("RUN echo begun; sleep 5; echo uploaded");
            assertThat(step.millis()).isGreaterThan(4_000);
          });
      var shown = (BuildEvent.Line) events.get(5);
      assertThat(routes().log(build, shown.number()))
          .containsExactlyElementsOf(
              Stream.concat(events.stream().limit(1), events.stream().skip(6)).toList());
      nothingIsLeft(build);
    }
  }

  @Test
  void a_build_whose_secrets_were_in_memory_fails_and_says_so() throws Exception {
    var secret = SecretBytes.of("not on any disk".getBytes(StandardCharsets.UTF_8));
    var build = uploadAndKill("secret", Map.of("token", secret));

    try (var _ = server()) {
      var events = routes().log(build);

      assertThat(events.getLast().toString())
          .contains("keeps no secrets of pushes")
          .contains("push again");
      assertThat(lab.api.releases).isEmpty();
      nothingIsLeft(build);
    }
  }

  @Test
  void a_server_that_is_stopped_leaves_its_build_for_the_next_start() throws Exception {
    var build = new CompletableFuture<BuildId>();
    var begun = new CompletableFuture<Boolean>();
    try (var _ = server()) {
      var _ = startUpload("stopped", Map.of(), build, begun);
      begun.get();
    }
    assertThat(lab.api.releases).isEmpty();
    assertThat(lab.tags()).isEmpty();

    try (var _ = server()) {
      assertThat(routes().log(build.get()).getLast()).isInstanceOf(BuildEvent.Succeeded.class);
      nothingIsLeft(build.get());
    }
  }

  /** Kills the server in the middle of the build that it returns. */
  private BuildId uploadAndKill(String name, Map<String, SecretBytes> secrets) throws Exception {
    var killed = ServerProcess.start(config, lab.databasePort());
    await().atMost(LONG).until(() -> answers(config.http().getPort()));
    var build = new CompletableFuture<BuildId>();
    var begun = new CompletableFuture<Boolean>();
    var upload = startUpload(name, secrets, build, begun);
    begun.get();
    killed.destroyForcibly().waitFor();
    upload.join();
    return build.get();
  }

  private Thread startUpload(
      String name,
      Map<String, SecretBytes> secrets,
      CompletableFuture<BuildId> build,
      CompletableFuture<Boolean> begun)
      throws IOException {
    var tar = InternalRoutes.tar(slow(name));
    return Thread.ofVirtual()
        .start(() -> {
          try {
            routes()
                .upload(
                    lab.fleet,
                    tar,
                    "?no-cache",
                    secrets,
                    event -> {
                      switch (event) {
                        case BuildEvent.Started started -> build.complete(started.build());
                        case BuildEvent.Line line when line.text().contains("| begun") ->
                            begun.complete(true);
                        case BuildEvent.Line _, BuildEvent.Succeeded _, BuildEvent.Failed _ -> {}
                      }
                    });
          } catch (UncheckedIOException e) {
            // The server is gone.
          }
        });
  }

  private static String slow(String name) {
    return "FROM %s\nRUN echo begun; sleep 5; echo %s\n".formatted(base, name);
  }

  private void nothingIsLeft(BuildId build) {
    await().atMost(LONG).untilAsserted(() -> assertThat(lab.tags()).isEmpty());
    await().atMost(LONG).untilAsserted(() -> assertThat(data.resolve("work")).isEmptyDirectory());
    assertThat(parked(build)).doesNotExist();
  }

  private Path parked(BuildId build) {
    return data.resolve("git/%s.git/refs/fleet/builds/%s".formatted(lab.fleet, build));
  }

  private BuilderServer server() {
    var server = new BuilderServer(config, lab.database());
    server.start();
    return server;
  }

  private InternalRoutes routes() {
    return new InternalRoutes(config.http().getPort(), lab.api.serviceKey);
  }

  private static String lines(Iterable<BuildEvent> events) {
    var text = new StringBuilder();
    events.forEach(event -> text.append(event).append('\n'));
    return text.toString();
  }

  private static String onlyName(Path parent) throws IOException {
    try (var found = Files.list(parent)) {
      return found.findFirst().orElseThrow().getFileName().toString();
    }
  }

  private static boolean answers(int port) {
    try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
