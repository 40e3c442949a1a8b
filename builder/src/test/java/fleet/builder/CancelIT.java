package fleet.builder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fleet.contract.Json;
import fleet.contract.identity.BuildId;
import fleet.contract.operator.BuildState;
import fleet.contract.operator.BuildView;
import fleet.contract.problem.Problem;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds that somebody ends, or that a newer push does. */
final class CancelIT {
  private static final Duration SOON = Duration.ofSeconds(20);

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
    project = slow("dev" + ++projects);
    lab.api.releases.clear();
    lab.removeRepository();
  }

  @Test
  void a_build_that_is_cancelled_in_a_step_ends_soon_and_leaves_nothing() throws Exception {
    var push = project.startPush(server.gitPort(), lab.fleet.value(), "no-cache", "draft");
    try (var lines = push.inputReader()) {
      awaitLine(lines, "| begun");
      var build = newest();
      var view = Json.read(ask("GET", build).body(), BuildView.class);
      assertThat(view.fleet()).isEqualTo(lab.fleet);
      assertThat(view.state()).isEqualTo(BuildState.RUNNING);

      assertThat(ask("DELETE", build).statusCode()).isEqualTo(200);

      var rest = lines.lines().toList();
      assertThat(rest).anyMatch(line -> line.contains("the build was cancelled"));
      assertThat(push.waitFor(SOON)).isTrue();
      assertThat(push.exitValue()).isNotZero();
      assertThat(lab.api.releases).isEmpty();
      nothingIsLeft();
      await()
          .atMost(SOON)
          .untilAsserted(() -> assertThat(verdict(build)).contains("the build was cancelled"));
      assertThat(ask("PUT", build).statusCode()).isEqualTo(405);
      var again = ask("DELETE", build);
      assertThat(again.statusCode()).isEqualTo(409);
      assertThat(Json.read(again.body(), Problem.class).message()).contains("has ended");
    }
  }

  @Test
  void a_push_that_waits_gives_way_to_a_newer_one_and_the_one_that_is_built_does_not()
      throws Exception {
    var first = project.startPush(server.gitPort(), lab.fleet.value(), "no-cache");
    try (var lines = first.inputReader()) {
      awaitLine(lines, "| begun");
      var waiting = slow("waits" + projects).startPush(server.gitPort(), lab.fleet.value());
      try (var told = waiting.inputReader()) {
        awaitLine(told, "waiting for the build of");
        var newest = slow("newest" + projects).startPush(server.gitPort(), lab.fleet.value());

        assertThat(told.lines().toList())
            .anyMatch(line -> line.contains("a newer push came before this one was begun"));
        assertThat(waiting.waitFor(SOON)).isTrue();
        assertThat(waiting.exitValue()).isNotZero();
        assertThat(first.isAlive()).isTrue();
        newest.destroy();
      }
      assertThat(lines.lines().toList()).anyMatch(line -> line.contains("release 0.0.0+rev1"));
    }
    assertThat(first.waitFor()).isZero();
    nothingIsLeft();
  }

  @Test
  void a_build_that_nobody_knows_is_not_found() throws Exception {
    assertThat(ask("DELETE", UUID.randomUUID()).statusCode()).isEqualTo(404);
  }

  /** A project whose build takes some seconds. */
  private static Project slow(String name) throws Exception {
    var made = lab.project(name);
    made.file("Dockerfile", "FROM %s\nRUN echo begun; sleep 8; echo %s\n".formatted(base, name))
        .commit();
    return made;
  }

  private static void awaitLine(BufferedReader lines, String text) throws IOException {
    for (var line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.contains(text)) {
        return;
      }
    }
    throw new AssertionError("no line has '%s'".formatted(text));
  }

  private static void nothingIsLeft() {
    await().atMost(SOON).untilAsserted(() -> assertThat(lab.tags()).isEmpty());
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(lab.data().resolve("work")).isEmptyDirectory());
    var parked = "git/%s.git/refs/fleet/builds".formatted(lab.fleet);
    await().atMost(SOON).until(() -> isWithoutFiles(lab.data().resolve(parked)));
  }

  private static boolean isWithoutFiles(Path folder) {
    return Optional.ofNullable(folder.toFile().list()).map(names -> names.length == 0).orElse(true);
  }

  private static HttpResponse<String> ask(String method, UUID build) {
    return new InternalRoutes(server.httpPort(), lab.api.serviceKey)
        .build(method, new BuildId(build));
  }

  private static UUID newest() throws SQLException {
    return UUID.fromString(
        query("select id::text from builder.builds order by started_at desc limit 1"));
  }

  private static String verdict(UUID build) throws SQLException {
    return query(
        "select coalesce(verdict, '') from builder.builds where id = '%s'".formatted(build));
  }

  private static String query(String sql) throws SQLException {
    try (var connection = lab.database().getConnection();
        var rows = connection.createStatement().executeQuery(sql)) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }
}
