package fleet.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.contract.identity.FleetName;
import fleet.contract.identity.ServiceName;
import fleet.contract.operator.BuildEvent;
import fleet.contract.operator.BuildState;
import fleet.contract.operator.BuildStep;
import fleet.contract.operator.BuildView;
import fleet.contract.operator.Page;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of builds after they were pushed. */
class BuildsIT {
  private static final BuildView FAILED =
      new BuildView(
          Samples.BUILD,
          FleetName.parse("kitchen"),
          "1a2b3c4d5e6f",
          BuildState.FAILED,
          true,
          2,
          TestShell.NOW.minus(Duration.ofHours(2)),
          Optional.of(TestShell.NOW.minus(Duration.ofHours(2)).plusSeconds(75)),
          Optional.empty(),
          Optional.of("web for linux/arm64: step 2 failed"));

  @TempDir private Path home;
  private final FakeFleet server = new FakeFleet();

  @BeforeEach
  void a_build_that_failed() {
    server
        .answers("GET /fleets/kitchen/builds", Page.whole(List.of(FAILED)))
        .answers("GET /builds/" + Samples.BUILD, FAILED);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void a_fleets_builds_are_listed_with_what_became_of_them() {
    assertThat(run("build", "list", "kitchen").outLines())
        .satisfiesExactly(
            header -> assertThat(header).startsWith("STATE"),
            row ->
                assertThat(row)
                    .matches(
                        "failed +- +1a2b3c4 +2 h ago +1 min 15 s +%s +web for linux/arm64: step 2 failed"
                            .formatted(Samples.BUILD)));
  }

  @Test
  void a_build_is_shown_with_its_steps_the_longest_first() {
    server.streams(
        log("steps=true&follow=false"),
        List.of(
            step(1, "1/3 FROM x", 0, true, false),
            step(2, "2/3 RUN make", 2_500, false, false),
            step(3, "3/3 RUN make test", 71_000, false, true)));

    var lines = run("build", "show", Samples.BUILD.toString()).outLines();

    assertThat(lines)
        .anyMatch(line -> line.matches("state +failed"))
        .anyMatch(line -> line.matches("begun +2 times"))
        .anyMatch(line -> line.matches("because +web for linux/arm64: step 2 failed"));
    assertThat(lines.subList(lines.size() - 3, lines.size()))
        .satisfiesExactly(
            row -> assertThat(row).matches("1 min 11 s +web +linux/arm64 +3/3 RUN make test"),
            row -> assertThat(row).matches("2.5 s +web +linux/arm64 +2/3 RUN make"),
            row -> assertThat(row).matches("cached +web +linux/arm64 +1/3 FROM x"));
    assertThat(run("build", "show", Samples.BUILD.toString(), "--json").out())
        .contains("\"millis\":71000");
  }

  @Test
  void a_log_is_searched() {
    var line = new BuildEvent.Line(7, "web  linux/arm64  | gcc: warning & more");
    server
        .streams(log("follow=false&search=warning%20%26"), List.of(line))
        .streams(log("follow=false"), List.of(new BuildEvent.Line(1, "first"), line));

    var id = Samples.BUILD.toString();
    assertThat(run("build", "log", id, "--grep", "warning &").outLines())
        .containsExactly(line.text());
    assertThat(run("build", "log", id).outLines()).containsExactly("first", line.text());
  }

  private static BuildEvent step(
      int number, String name, long millis, boolean cached, boolean failed) {
    var step = new BuildStep(ServiceName.parse("web"), "linux/arm64", name, millis, cached, failed);
    return new BuildEvent.Line(number, name, Optional.of(step));
  }

  private static String log(String query) {
    return "GET /builds/%s/log?%s".formatted(Samples.BUILD, query);
  }

  private TestShell.Ran run(String... arguments) {
    return TestShell.signedIn(home, server).run(arguments);
  }
}
