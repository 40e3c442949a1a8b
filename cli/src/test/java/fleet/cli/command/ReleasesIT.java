package fleet.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** The commands about releases against the real API. */
@TestInstance(Lifecycle.PER_CLASS)
class ReleasesIT {
  private final RealApi api = new RealApi();
  private String fleet;

  @TempDir private Path home;

  @BeforeEach
  void a_fleet_with_a_release_and_a_draft() {
    fleet = api.newFleet(home);
    api.release(fleet, "1.0.0");
    api.draft(fleet, "1.1.0");
  }

  @AfterAll
  void stop() {
    api.close();
  }

  private TestShell.Ran run(String... words) {
    return RealApi.run(home, words);
  }

  @Test
  void a_release_is_deployed_and_the_one_before_comes_back() {
    assertThat(run("release", "deploy", fleet, "1.1.0").out()).isEqualTo(fleet + " runs 1.1.0\n");
    assertThat(run("show", fleet, "--json").json().at("/release/version").asText())
        .isEqualTo("1.1.0");
    assertThat(run("release", "deploy", fleet, "1.0.0", "--json").json().at("/version").asText())
        .isEqualTo("1.0.0");
    var missing = run("release", "deploy", fleet, "9.9.9");
    assertThat(missing.exitCode()).isEqualTo(3);
    assertThat(missing.err()).contains("there is no release '9.9.9'");
  }

  @Test
  void a_deploy_that_waits_ends_with_what_came_of_it() {
    var ran = run("release", "deploy", fleet, "1.1.0", "--wait", "running", "--timeout", "0s");
    assertThat(ran.exitCode()).isEqualTo(1);
    var program =
        run("release", "deploy", fleet, "1.0.0", "--wait", "healthy", "--timeout", "2s", "--json");
    assertThat(program.exitCode()).isEqualTo(1);
    assertThat(program.outLines().getFirst()).startsWith("{\"kind\":\"progress\"");
    assertThat(program.outLines().getLast()).contains("\"reached\":false", "no devices yet");
  }

  @Test
  void a_canary_without_devices_is_refused_before_anything_moves() {
    var ran = run("release", "deploy", fleet, "1.1.0", "--canary", "1");
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err()).contains("1 devices should go first, and 0 of " + fleet);
    assertThat(run("rollout", "status", fleet).exitCode()).isEqualTo(3);
    var named = run("release", "deploy", fleet, "1.1.0", "--devices", "nobody");
    assertThat(named.exitCode()).isEqualTo(2);
    assertThat(named.err()).contains("the fleet has no device 'nobody'");
  }

  @Test
  void an_invalidated_release_is_taken_away_and_says_why() {
    var order = new String[] {"release", "invalidate", fleet, "1.0.0", "--reason", "burns toast"};
    assertThat(run(order).exitCode()).as("not asked back").isEqualTo(2);
    var done = run("release", "invalidate", fleet, "1.0.0", "--reason", "burns toast", "--yes");
    assertThat(done.out()).isEqualTo("no device is given 1.0.0 any more\n");
    assertThat(run("release", "show", fleet, "1.0.0").out()).contains("burns toast");
    var again = run("release", "deploy", fleet, "1.0.0");
    assertThat(again.exitCode()).isEqualTo(1);
    assertThat(again.err()).contains("release 1.0.0 was invalidated: burns toast");
    assertThat(run("release", "invalidate", fleet, "1.1.0", "--yes").exitCode()).isEqualTo(2);
  }

  @Test
  void a_note_and_tags_are_put_on_a_release_and_taken_off() {
    assertThat(run("release", "note", fleet, "1.0.0", "the warm one").out())
        .isEqualTo("1.0.0: the warm one\n");
    assertThat(run("release", "tag", fleet, "1.0.0", "stage=beta", "oven=new").out())
        .isEqualTo("1.0.0: {oven=new, stage=beta}\n");
    assertThat(run("release", "tag", fleet, "1.0.0", "--remove", "oven").out())
        .isEqualTo("1.0.0: {stage=beta}\n");
    var shown = run("release", "show", fleet, "1.0.0", "--json").json();
    assertThat(shown.at("/note").asText()).isEqualTo("the warm one");
    assertThat(shown.at("/tags/stage").asText()).isEqualTo("beta");
    assertThat(run("release", "note", fleet, "1.0.0", "").out()).isEqualTo("1.0.0: \n");
    assertThat(run("release", "tag", fleet, "1.0.0").exitCode()).isEqualTo(2);
  }

  @Test
  void two_releases_are_compared() {
    var compared = run("release", "compare", fleet, "1.0.0", "1.1.0");
    assertThat(compared.outLines().getFirst()).isEqualTo("1.0.0 -> 1.1.0");
    assertThat(compared.out()).containsPattern("web +changed +linux/arm64");
    assertThat(run("release", "compare", fleet, "1.0.0", "1.0.0").out())
        .containsPattern("web +same");
    var program = run("release", "compare", fleet, "1.0.0", "1.1.0", "--json").json();
    assertThat(program.at("/to/version").asText()).isEqualTo("1.1.0");
    assertThat(run("release", "compare", fleet, "1.0.0", "2.0.0").exitCode()).isEqualTo(3);
  }
}
