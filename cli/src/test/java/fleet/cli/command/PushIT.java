package fleet.cli.command;

import static fleet.contract.operator.RolloutState.DONE;
import static fleet.contract.operator.RolloutState.HALTED;
import static fleet.contract.operator.RolloutState.RUNNING;
import static fleet.contract.operator.RolloutState.SOAKING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fleet.contract.Json;
import fleet.contract.identity.BuildId;
import fleet.contract.operator.BuildEvent;
import fleet.contract.operator.RolloutProgress;
import fleet.contract.operator.RolloutState;
import fleet.contract.operator.RolloutView;
import fleet.contract.problem.Problem;
import fleet.contract.problem.ProblemCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PushIT {
  private static final String BUILDS = "POST /fleets/kitchen/builds";
  private static final String PROGRESS = "GET /releases/%s/progress".formatted(Samples.RELEASE);
  private static final BuildEvent STARTED = new BuildEvent.Started(Samples.BUILD);
  private static final BuildEvent LINE = new BuildEvent.Line(1, "web    linux/arm64   1/3 FROM x");
  private static final BuildEvent RELEASED =
      new BuildEvent.Succeeded(Samples.RELEASE, "0.0.0+rev3", 1200, 900);

  @TempDir private Path home;
  @TempDir private Path unpacked;
  private final FakeFleet server = new FakeFleet();

  @BeforeEach
  void a_fleet_and_a_project() throws IOException {
    Files.createDirectories(home.resolve("app/src"));
    Files.writeString(home.resolve("app/Dockerfile"), "FROM x\n");
    Files.writeString(home.resolve("app/src/run.sh"), "#!/bin/sh\n");
    server
        .answers("GET /fleets/kitchen", Samples.fleet())
        .answers("GET /fleets/kitchen/releases/" + Samples.RELEASE, Samples.release())
        .streams(BUILDS, List.of(STARTED, LINE, RELEASED));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private TestShell.Ran push(String... options) {
    var arguments =
        Stream.concat(Stream.of("push", "kitchen", "--source", "app"), Stream.of(options));
    return TestShell.signedIn(home, server).run(arguments.toArray(String[]::new));
  }

  private void arrives(RolloutProgress... looks) {
    server.streams(PROGRESS, List.of(looks));
  }

  /** Unpacks what the server got, with the tar of this machine. */
  private void unpack() throws IOException, InterruptedException {
    var archive = server.asked(BUILDS).bytes();
    var file = Files.write(unpacked.resolve("got.tgz"), archive);
    var tar =
        new ProcessBuilder("tar", "-xzpf", file.toString(), "-C", unpacked.toString())
            .redirectErrorStream(true)
            .start();
    assertThat(new String(tar.getInputStream().readAllBytes(), StandardCharsets.UTF_8)).isEmpty();
    assertThat(tar.waitFor()).isZero();
    Files.delete(file);
  }

  @Test
  void a_push_shows_the_build_and_ends_with_the_release_and_where_it_runs() {
    arrives(Samples.progress(1, 1, 0, 0), Samples.progress(1, 1, 1, 0));
    assertThat(push())
        .isEqualTo(
            new TestShell.Ran(
                0,
                """
                web    linux/arm64   1/3 FROM x
                release 0.0.0+rev3 (1a2b3c4)  1 service, 1 platform
                running on 1/1 devices  (0.0 s)
                """,
                "sending %s\nrunning on 0/1 devices\n".formatted(home.resolve("app"))));
    assertThat(server.asked(BUILDS).contentType()).isEqualTo("application/gzip");
  }

  @Test
  void the_folder_arrives_as_it_lies_there_but_without_git() throws Exception {
    var app = home.resolve("app");
    var longName = "a-rather-long-name-of-a-folder".repeat(4);
    Files.createDirectories(app.resolve(".git/objects"));
    Files.writeString(app.resolve(".git/objects/x"), "x");
    Files.writeString(app.resolve(".dockerignore"), "src\n");
    Files.createDirectories(app.resolve("empty"));
    Files.createDirectories(app.resolve(longName));
    Files.writeString(app.resolve(longName).resolve("größe.txt"), "ü".repeat(300));
    Files.writeString(app.resolve("vendor.git"), "not git's own");
    Files.createSymbolicLink(app.resolve("link"), Path.of("src/run.sh"));
    assertThat(app.resolve("src/run.sh").toFile().setExecutable(true)).isTrue();
    Files.write(app.resolve("block"), new byte[512]);
    arrives(Samples.progress(1, 1, 1, 0));
    assertThat(push().exitCode()).isZero();

    unpack();
    try (var files = Files.walk(unpacked)) {
      assertThat(files.map(file -> unpacked.relativize(file).toString()))
          .containsExactlyInAnyOrder(
              "",
              ".dockerignore",
              "Dockerfile",
              "block",
              "empty",
              "link",
              "src",
              "src/run.sh",
              "vendor.git",
              longName,
              longName + "/größe.txt");
    }
    assertThat(unpacked.resolve(longName).resolve("größe.txt")).hasContent("ü".repeat(300));
    assertThat(unpacked.resolve("block")).hasBinaryContent(new byte[512]);
    assertThat(Files.readSymbolicLink(unpacked.resolve("link"))).hasToString("src/run.sh");
    assertThat(Files.isExecutable(unpacked.resolve("src/run.sh"))).isTrue();
    assertThat(Files.isExecutable(unpacked.resolve("Dockerfile"))).isFalse();
  }

  @Test
  void what_is_said_of_the_release_goes_along() {
    var route =
        BUILDS
            + "?draft=true&no-cache=true&note=new%20oven%20%26%20more&tag.stage=test"
            + "&platform=linux%2Farm64&platform=linux%2Farm%2Fv7";
    server.streams(route, List.of(STARTED, RELEASED));
    var ran =
        push(
            "--draft",
            "--no-cache",
            "--note",
            "new oven & more",
            "--tag",
            "stage=test",
            "--platform",
            "linux/arm64,linux/arm/v7");
    assertThat(ran.out())
        .isEqualTo(
            "release 0.0.0+rev3 (1a2b3c4)  1 service, 1 platform\na draft: no device gets it\n");
  }

  @Test
  void a_log_that_ends_with_the_release_itself_shows_it_once() {
    var line = "release 0.0.0+rev3 (1a2b3c4)  1 service, 1 platform";
    server.streams(BUILDS, List.of(STARTED, new BuildEvent.Line(1, line), RELEASED));
    arrives(Samples.progress(1, 1, 1, 0));
    assertThat(push().outLines()).containsExactly(line, "running on 1/1 devices  (0.0 s)");
  }

  @Test
  void a_log_that_ends_with_a_draft_shows_it_once() {
    var line = "draft release 0.0.0+rev3 (1a2b3c4)  1 service, 1 platform  (2.1 s)";
    server.streams(
        BUILDS + "?draft=true", List.of(STARTED, new BuildEvent.Line(1, line), RELEASED));
    assertThat(push("--draft").outLines()).containsExactly(line, "a draft: no device gets it");
  }

  @Test
  void a_build_that_fails_ends_with_its_reason_and_one() {
    var problem = new Problem(ProblemCode.BUILD_FAILED, "web: exit code 2 in line 3", "see above");
    server.streams(BUILDS, List.of(STARTED, LINE, new BuildEvent.Failed(problem)));
    assertThat(push())
        .isEqualTo(
            new TestShell.Ran(
                1,
                "web    linux/arm64   1/3 FROM x\n",
                "sending %s\nfleet: web: exit code 2 in line 3\n  hint: see above\n"
                    .formatted(home.resolve("app"))));
  }

  @Test
  void a_folder_that_is_not_there_is_told_before_anybody_is_asked() {
    var shell = TestShell.signedIn(home, server);
    var missing = shell.run("push", "kitchen", "--source", "nothing");
    assertThat(missing.exitCode()).isEqualTo(2);
    assertThat(missing.err()).startsWith("fleet: there is no folder " + home.resolve("nothing"));
    assertThat(shell.run("push", "kitchen", "--source", "app/Dockerfile").err())
        .contains("is not a folder");
    assertThat(server.asked()).isEmpty();
  }

  @Test
  void a_fleet_that_is_not_there_is_told_before_anything_is_sent() {
    var ran = TestShell.signedIn(home, server).run("push", "berlin", "--source", "app");
    assertThat(ran.exitCode()).isEqualTo(3);
    assertThat(server.asked())
        .extracting(FakeFleet.Asked::route)
        .containsExactly("GET /fleets/berlin");
  }

  @Test
  void a_log_that_is_cut_off_is_attached_again_and_shows_nothing_twice() {
    var other = new BuildEvent.Line(2, "second");
    server
        .streams(BUILDS, List.of(STARTED, LINE))
        .streams(
            "GET /builds/%s/log".formatted(Samples.BUILD), List.of(STARTED, LINE, other, RELEASED));
    arrives(Samples.progress(1, 1, 1, 0));
    assertThat(push().outLines())
        .containsExactly(
            "web    linux/arm64   1/3 FROM x",
            "second",
            "release 0.0.0+rev3 (1a2b3c4)  1 service, 1 platform",
            "running on 1/1 devices  (0.0 s)");
  }

  @Test
  void a_detached_push_returns_with_the_build() {
    assertThat(push("--detach").out())
        .isEqualTo("building; fleet attach %s shows it\n".formatted(Samples.BUILD));
  }

  @Test
  void a_build_is_attached_to_by_its_id() {
    server.streams("GET /builds/%s/log".formatted(Samples.BUILD), List.of(STARTED, LINE, RELEASED));
    var shell = TestShell.signedIn(home, server);
    assertThat(shell.run("attach", Samples.BUILD.toString()).outLines())
        .containsExactly("web    linux/arm64   1/3 FROM x", "release 0.0.0+rev3");
    assertThat(shell.run("attach", BuildId.random().toString()).exitCode()).isEqualTo(3);
    assertThat(shell.run("attach", "17").exitCode()).isEqualTo(2);
  }

  @Test
  void devices_that_are_away_are_only_told_unless_they_were_waited_for() {
    arrives(Samples.progress(2, 0, 0, 0));
    var ran = push();
    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out())
        .endsWith("none of its 2 devices is online; they will follow when they are\n");
    assertThat(push("--wait", "running", "--timeout", "0s").exitCode()).isEqualTo(1);
  }

  @Test
  void a_device_that_failed_is_a_failure_with_its_reason() {
    arrives(Samples.failed(1, 1, 0, "web ended with exit code 3"));
    var ran = push();
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.out()).endsWith("failed on kitchen-pi: web ended with exit code 3\n");
  }

  @Test
  void healthy_is_waited_for_when_asked() {
    arrives(Samples.progress(1, 1, 1, 0), Samples.progress(1, 1, 1, 1));
    var ran = push("--wait", "healthy");
    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out()).endsWith("healthy on 1/1 devices  (0.0 s)\n");
  }

  @Test
  void a_progress_that_breaks_off_is_asked_for_again() {
    var times = new AtomicInteger();
    server.replies(
        PROGRESS,
        (exchange, _) -> {
          exchange.sendResponseHeaders(200, 0);
          var running = times.incrementAndGet() > 1 ? 1 : 0;
          FakeFleet.writeLines(exchange, List.of(Samples.progress(1, 1, running, 0)));
        });
    assertThat(push().exitCode()).isZero();
    assertThat(times).hasValue(2);
  }

  @Test
  void a_progress_that_is_refused_is_the_servers_sentence() {
    server.refuses(PROGRESS, ProblemCode.FORBIDDEN, "you may not see kitchen", "");
    var ran = push();
    assertThat(ran.exitCode()).isEqualTo(4);
    assertThat(ran.err()).endsWith("fleet: you may not see kitchen\n");
  }

  @Test
  void for_programs_everything_is_ndjson_and_ends_with_the_verdict() {
    arrives(Samples.progress(1, 1, 1, 0));
    var ran = push("--json");
    assertThat(ran.err()).isEmpty();
    assertThat(ran.outLines())
        .extracting(line -> Json.mapper().readTree(line).get("kind").asText())
        .containsExactly("started", "line", "succeeded", "progress", "verdict");
    assertThat(ran.outLines().getLast()).contains("\"reached\":true", "\"goal\":\"RUNNING\"");
  }

  @Test
  void who_goes_first_is_named_and_waited_for_and_then_the_rest() {
    canary("?canary=2&soak=600s&seed=5");
    arrives(
        Samples.first(Samples.progress(2, 2, 1, 0), first(RUNNING, "hall-pi downloads")),
        Samples.first(Samples.progress(2, 2, 2, 2), first(SOAKING, "healthy on all 2")),
        Samples.first(Samples.progress(3, 3, 2, 2), first(DONE, "stayed healthy on all 2")),
        Samples.first(Samples.progress(3, 3, 3, 2), first(DONE, "stayed healthy on all 2")));
    var ran = push("--canary", "2", "--soak", "10m", "--seed", "5", "--wait", "running");
    assertThat(ran.exitCode()).as(ran.err()).isZero();
    assertThat(ran.outLines())
        .endsWith(
            "first on attic-pi, hall-pi (seed 5), then on the rest of kitchen when it stayed healthy there for 10 min",
            "running on 3/3 devices  (0.0 s)");
    assertThat(ran.errLines())
        .endsWith(
            "first on attic-pi, hall-pi: hall-pi downloads",
            "healthy on attic-pi, hall-pi; the rest of kitchen follows if it stays so for 10 min more",
            "stayed healthy on all 2, the rest follows: running on 2/3 devices");
  }

  @Test
  void a_soak_that_takes_long_is_not_waited_for_unless_asked() {
    canary("?canary=2");
    arrives(Samples.first(Samples.progress(2, 2, 2, 2), first(SOAKING, "healthy on all 2")));
    var ran = push("--canary", "2");
    assertThat(ran.exitCode()).isZero();
    assertThat(ran.outLines())
        .endsWith(
            "healthy on attic-pi, hall-pi; the rest of kitchen follows if it stays so for 10 min more",
            "  fleet rollout status kitchen --follow shows how it goes on");
  }

  @Test
  void a_halt_names_the_device_its_reason_and_the_ways_on() {
    var reason = "hall-pi went back: web ended with exit code 3";
    canary("?canary=2");
    arrives(Samples.first(Samples.failed(2, 2, 1, "web ended"), first(HALTED, reason)));
    var ran = push("--canary", "2", "--wait", "healthy");
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.outLines())
        .endsWith(
            "halted: " + reason,
            "  fleet rollout resume kitchen goes on in spite of it",
            "  fleet rollout abort kitchen gives it up");
    assertThat(push("--canary", "2", "--json").outLines().getLast())
        .contains("\"reached\":false", "fleet rollout resume kitchen");
  }

  @Test
  void a_push_that_nobody_can_take_first_says_so() {
    var halted = Samples.rollout(HALTED, "no device is online and can go first");
    canary("?canary=1");
    server.answers("GET /fleets/kitchen/rollouts/latest", halted);
    arrives(Samples.first(Samples.progress(0, 0, 0, 0), halted));
    var ran = push("--canary", "1");
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.out())
        .contains("halted: no device is online and can go first\n")
        .doesNotContain("no devices yet");
  }

  @Test
  void devices_that_are_named_are_asked_for_before_anything_is_sent() {
    server.answers("GET /devices/kitchen-pi", Samples.device("web"));
    canary("?canary=1&devices=kitchen-pi");
    arrives(Samples.first(Samples.progress(1, 1, 1, 1), first(DONE, "stayed healthy on all 1")));
    assertThat(push("--devices", "kitchen-pi").exitCode()).isZero();
    assertThat(push("--devices", "nobody").exitCode()).isEqualTo(3);
    var wrong = push("--devices", "kitchen-pi,hall-pi", "--canary", "1");
    assertThat(wrong.exitCode()).isEqualTo(2);
    assertThat(wrong.err()).contains("2 devices are named, and 1 go first");
    assertThat(push("--seed", "5").err()).contains("a soak, deadline or seed is for a canary");
    var sent = server.asked().stream().filter(one -> one.route().startsWith(BUILDS)).toList();
    assertThat(sent).hasSize(1);
  }

  private void canary(String query) {
    server
        .streams(BUILDS + query, List.of(STARTED, RELEASED))
        .answers("GET /fleets/kitchen/rollouts/latest", first(RUNNING, "has just begun"));
  }

  private static RolloutView first(RolloutState state, String reason) {
    return Samples.rollout(state, reason, "attic-pi", "hall-pi");
  }

  @Test
  void a_file_that_changes_while_it_is_sent_breaks_the_push_off() throws IOException {
    var random = new byte[4 * 1024 * 1024];
    new Random(1).nextBytes(random);
    var file = Files.write(home.resolve("app/0-large"), random);
    var upload =
        new Upload(
            ProjectFolder.at(home.resolve("app")), sent -> emptyAfter(1_000_000, sent, file));
    var shell = TestShell.signedIn(home, server).shell();
    var log = new BuildLog(shell.terminal(), false, false);
    var follower = new BuildFollower(Api.signedIn(shell, new ServerOption()), log);
    assertThatThrownBy(() -> follower.upload("/fleets/kitchen/builds", upload))
        .isInstanceOf(CommandFailure.class)
        .hasMessage(file + " changed while it was sent");
    assertThat(server.asked()).isEmpty();
  }

  private static void emptyAfter(long bytes, long sent, Path file) {
    try {
      if (sent > bytes) {
        Files.write(file, new byte[0]);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
