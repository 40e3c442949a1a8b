package fleet.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which branches are built, said on the command line. */
class BranchIT {
  @TempDir private static Path home;
  private static RealApi api;

  @BeforeAll
  static void start() {
    api = new RealApi();
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @Test
  void branches_build_drafts_when_somebody_says_so() {
    var fleet = api.newFleet(home);
    assertThat(RealApi.run(home, "branch", "show", fleet).outLines())
        .containsExactly("the default branch deploys, other branches are refused");

    assertThat(RealApi.run(home, "branch", "draft", fleet, "feature/*", "develop").out())
        .contains("the default branch deploys, develop, feature/* build drafts");
    assertThat(RealApi.run(home, "branch", "deploy", fleet, "production").out())
        .contains("production deploys, develop, feature/* build drafts");
    assertThat(RealApi.run(home, "branch", "refuse", fleet, "develop").out())
        .contains("production deploys, feature/* build drafts");
    assertThat(RealApi.run(home, "branch", "show", fleet, "--json").out())
        .contains("{\"deploys\":\"production\",\"drafts\":[\"feature/*\"]}");
  }

  @Test
  void what_is_no_branch_or_builds_no_drafts_is_refused() {
    var fleet = api.newFleet(home);

    var nonsense = RealApi.run(home, "branch", "draft", fleet, "a b");
    assertThat(nonsense.exitCode()).isEqualTo(2);
    assertThat(nonsense.err()).contains("not a pattern of branches", "'feature/*'");
    assertThat(RealApi.run(home, "branch", "deploy", fleet, "-x/../y").exitCode()).isEqualTo(2);
    var absent = RealApi.run(home, "branch", "refuse", fleet, "develop");
    assertThat(absent.exitCode()).isEqualTo(2);
    assertThat(absent.err()).contains("'develop' builds no drafts in " + fleet);
    assertThat(RealApi.run(home, "branch", "show", "nowhere").exitCode()).isEqualTo(3);
  }
}
