package fleet.cli.command;

import static fleet.cli.command.KitchenProject.BUILDS;
import static fleet.cli.command.KitchenProject.LINE;
import static fleet.cli.command.KitchenProject.PROGRESS;
import static fleet.cli.command.KitchenProject.RELEASED;
import static fleet.cli.command.KitchenProject.STARTED;
import static org.assertj.core.api.Assertions.assertThat;

import fleet.contract.Json;
import fleet.contract.identity.BuildId;
import fleet.contract.operator.BuildEvent;
import fleet.contract.problem.Problem;
import fleet.contract.problem.ProblemCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a push shows and how it ends, seen from the terminal. */
class PushIT {
  @TempDir private Path home;
  private KitchenProject project;

  @BeforeEach
  void a_fleet_and_a_project() throws IOException {
    project = new KitchenProject(home);
  }

  @AfterEach
  void stop() {
    project.close();
  }

  @Test
  void a_push_shows_the_build_and_ends_with_the_release_and_where_it_runs() {
    project.arrives(Samples.progress(1, 1, 0, 0), Samples.progress(1, 1, 1, 0));
    assertThat(project.push())
        .isEqualTo(
            new TestShell.Ran(
                0,
                """
                web    linux/arm64   1/3 FROM x
                release 0.0.0+rev3 (1a2b3c4)  1 service, 1 platform
                running on 1/1 devices  (0.0 s)
                """,
                "sending %s\nrunning on 0/1 devices\n".formatted(project.folder)));
    assertThat(project.server.asked(BUILDS).contentType()).isEqualTo("application/gzip");
  }

  @Test
  void what_is_said_of_the_release_goes_along() {
    var route =
        BUILDS
            + "?draft=true&note=new%20oven%20%26%20more&tag.stage=test"
            + "&platform=linux%2Farm64&platform=linux%2Farm%2Fv7&no-cache=true"
            + "&service=web&service=data&dockerfile=docker%2FDockerfile";
    project.server.streams(route, List.of(STARTED, RELEASED));
    var ran =
        project.push(
            "--draft",
            "--no-cache",
            "--note",
            "new oven & more",
            "--tag",
            "stage=test",
            "--platform",
            "linux/arm64,linux/arm/v7",
            "--service",
            "web,data",
            "--dockerfile",
            "docker/Dockerfile");
    assertThat(ran.out())
        .isEqualTo(
            "release 0.0.0+rev3 (1a2b3c4)  1 service, 1 platform\na draft: no device gets it\n");
  }

  @Test
  void a_log_that_ends_with_the_release_itself_shows_it_once() {
    var line = "release 0.0.0+rev3 (1a2b3c4)  1 service, 1 platform";
    project.server.streams(BUILDS, List.of(STARTED, new BuildEvent.Line(1, line), RELEASED));
    project.arrives(Samples.progress(1, 1, 1, 0));
    assertThat(project.push().outLines()).containsExactly(line, "running on 1/1 devices  (0.0 s)");
  }

  @Test
  void a_log_that_ends_with_a_draft_shows_it_once() {
    var line = "draft release 0.0.0+rev3 (1a2b3c4)  1 service, 1 platform  (2.1 s)";
    project.server.streams(
        BUILDS + "?draft=true", List.of(STARTED, new BuildEvent.Line(1, line), RELEASED));
    assertThat(project.push("--draft").outLines())
        .containsExactly(line, "a draft: no device gets it");
  }

  @Test
  void a_build_that_fails_ends_with_its_reason_and_one() {
    var problem = new Problem(ProblemCode.BUILD_FAILED, "web: exit code 2 in line 3", "see above");
    project.server.streams(BUILDS, List.of(STARTED, LINE, new BuildEvent.Failed(problem)));
    assertThat(project.push())
        .isEqualTo(
            new TestShell.Ran(
                1,
                "web    linux/arm64   1/3 FROM x\n",
                "sending %s\nfleet: web: exit code 2 in line 3\n  hint: see above\n"
                    .formatted(project.folder)));
  }

  @Test
  void a_fleet_that_is_not_there_is_told_before_anything_is_sent() {
    var ran = project.signedIn().run("push", "berlin", "--source", "app");
    assertThat(ran.exitCode()).isEqualTo(3);
    assertThat(project.server.asked())
        .extracting(FakeFleet.Asked::route)
        .containsExactly("GET /fleets/berlin");
  }

  @Test
  void a_log_that_is_cut_off_is_attached_again_and_shows_nothing_twice() {
    var other = new BuildEvent.Line(2, "second");
    project
        .server
        .streams(BUILDS, List.of(STARTED, LINE))
        .streams(
            "GET /builds/%s/log?after=1".formatted(Samples.BUILD),
            List.of(STARTED, LINE, other, RELEASED));
    project.arrives(Samples.progress(1, 1, 1, 0));
    assertThat(project.push().outLines())
        .containsExactly(
            "web    linux/arm64   1/3 FROM x",
            "second",
            "release 0.0.0+rev3 (1a2b3c4)  1 service, 1 platform",
            "running on 1/1 devices  (0.0 s)");
  }

  @Test
  void a_detached_push_returns_with_the_build() {
    assertThat(project.push("--detach").out())
        .isEqualTo("building; fleet attach %s shows it\n".formatted(Samples.BUILD));
  }

  @Test
  void a_build_is_attached_to_by_its_id() {
    project.server.streams(
        "GET /builds/%s/log".formatted(Samples.BUILD), List.of(STARTED, LINE, RELEASED));
    var shell = project.signedIn();
    assertThat(shell.run("attach", Samples.BUILD.toString()).outLines())
        .containsExactly("web    linux/arm64   1/3 FROM x", "release 0.0.0+rev3");
    assertThat(shell.run("attach", BuildId.random().toString()).exitCode()).isEqualTo(3);
    assertThat(shell.run("attach", "17").exitCode()).isEqualTo(2);
  }

  @Test
  void devices_that_are_away_are_only_told_unless_they_were_waited_for() {
    project.arrives(Samples.progress(2, 0, 0, 0));
    var ran = project.push();
    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out())
        .endsWith("none of its 2 devices is online; they will follow when they are\n");
    assertThat(project.push("--wait", "running", "--timeout", "0s").exitCode()).isEqualTo(1);
  }

  @Test
  void a_device_that_failed_is_a_failure_with_its_reason() {
    project.arrives(Samples.failed(1, 1, 0, "web ended with exit code 3"));
    var ran = project.push();
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.out()).endsWith("failed on kitchen-pi: web ended with exit code 3\n");
  }

  @Test
  void healthy_is_waited_for_when_asked() {
    project.arrives(Samples.progress(1, 1, 1, 0), Samples.progress(1, 1, 1, 1));
    var ran = project.push("--wait", "healthy");
    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out()).endsWith("healthy on 1/1 devices  (0.0 s)\n");
  }

  @Test
  void a_progress_that_breaks_off_is_asked_for_again() {
    var times = new AtomicInteger();
    project.server.replies(
        PROGRESS,
        (exchange, _) -> {
          exchange.sendResponseHeaders(200, 0);
          var running = times.incrementAndGet() > 1 ? 1 : 0;
          FakeFleet.writeLines(exchange, List.of(Samples.progress(1, 1, running, 0)));
        });
    assertThat(project.push().exitCode()).isZero();
    assertThat(times).hasValue(2);
  }

  @Test
  void a_progress_that_is_refused_is_the_servers_sentence() {
    project.server.refuses(PROGRESS, ProblemCode.FORBIDDEN, "you may not see kitchen", "");
    var ran = project.push();
    assertThat(ran.exitCode()).isEqualTo(4);
    assertThat(ran.err()).endsWith("fleet: you may not see kitchen\n");
  }

  @Test
  void for_programs_everything_is_ndjson_and_ends_with_the_verdict() {
    project.arrives(Samples.progress(1, 1, 1, 0));
    var ran = project.push("--json");
    assertThat(ran.err()).isEmpty();
    assertThat(ran.outLines())
        .extracting(line -> Json.mapper().readTree(line).get("kind").asText())
        .containsExactly("started", "line", "succeeded", "progress", "verdict");
    assertThat(ran.outLines().getLast()).contains("\"reached\":true", "\"goal\":\"RUNNING\"");
  }
}
