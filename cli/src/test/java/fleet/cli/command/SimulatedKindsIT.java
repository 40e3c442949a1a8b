package fleet.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Simulated devices of which some are not as one would wish, at the real API. */
@TestInstance(Lifecycle.PER_CLASS)
class SimulatedKindsIT {
  private static final int DEVICES = 20;

  private final RealApi api = new RealApi();
  private Simulations simulations;

  @TempDir private Path home;

  @BeforeEach
  void sign_in() {
    api.signInAdmin(home);
    simulations = new Simulations(home);
  }

  @AfterAll
  void stop() {
    api.close();
  }

  @Test
  void devices_that_read_slowly_are_told_too_and_hold_up_no_other() {
    simulations.run("create", "slow");
    api.draft("slow", "1.0.0");
    var some = simulations.start("slow", DEVICES, "--for", "30s", "--spread", "0s", "--slow", "25");
    simulations.awaitOnline("slow", DEVICES);
    simulations.run("release", "finalize", "slow", "1.0.0");

    var summary = Simulations.summary(some);
    assertThat(summary.path("errors").asLong()).as(summary.toString()).isZero();
    assertThat(summary.path("connected").asInt()).isEqualTo(DEVICES);
    var told = summary.path("releases").path(0);
    assertThat(told.path("told").asInt()).isEqualTo(DEVICES);
    // A target has more bytes than a slow one reads in two seconds.
    assertThat(told.path("after").path("last").asLong() - told.path("after").path("p50").asLong())
        .as(summary.toString())
        .isGreaterThan(1000);
  }

  @Test
  void a_release_goes_no_further_when_the_first_says_nothing_of_it() {
    simulations.run("create", "silent");
    var all = simulations.start("silent", 3, "--for", "25s", "--spread", "0s", "--silent", "100");
    simulations.awaitOnline("silent", 3);
    api.draft("silent", "1.0.0");

    var waited =
        simulations.run(
            "release",
            "deploy",
            "silent",
            "1.0.0",
            "--canary",
            "1",
            "--soak",
            "1s",
            "--deadline",
            "3s",
            "--wait",
            "healthy");
    assertThat(waited.exitCode()).isEqualTo(1);
    assertThat(waited.out())
        .contains("has not taken it up yet, 3 s after it was given the release");
    assertThat(simulations.state("silent")).isEqualTo("HALTED");
    var summary = Simulations.summary(all);
    assertThat(summary.path("connected").asInt()).as(summary.toString()).isEqualTo(3);
    assertThat(summary.path("reports").asLong()).isZero();
    assertThat(summary.path("releases").path(0).path("told").asInt()).isEqualTo(1);
  }
}
