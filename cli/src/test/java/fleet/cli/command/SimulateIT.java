package fleet.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Simulated devices, and releases that go to them, at the real API with a real PostgreSQL. */
@TestInstance(Lifecycle.PER_CLASS)
class SimulateIT {
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
  void two_hundred_devices_are_told_a_release_and_come_back_with_the_keys_they_had() {
    run("create", "many");
    api.draft("many", "1.0.0");
    var first = simulations.start("many", 200, "--for", "20s", "--poll", "10");
    simulations.awaitOnline("many", 200);
    run("release", "finalize", "many", "1.0.0");

    var summary = Simulations.summary(first);
    assertThat(summary.path("errors").asLong()).as(summary.toString()).isZero();
    assertThat(summary.path("connected").asInt()).isEqualTo(180);
    assertThat(summary.path("pollers").asInt()).isEqualTo(20);
    var told = summary.path("releases").path(0);
    assertThat(told.path("version").asText()).isEqualTo("1.0.0");
    assertThat(told.path("told").asInt()).isBetween(180, 200);

    var again =
        Simulations.summary(simulations.start("many", 200, "--for", "10s", "--storm-every", "4s"));
    assertThat(again.path("errors").asLong()).as(again.toString()).isZero();
    assertThat(again.path("reconnects").path("count").asInt()).isPositive();
    assertThat(simulations.json("device", "list", "--fleet", "many")).hasSize(200);
  }

  @Test
  void a_removed_device_ends_and_the_next_run_makes_another() {
    run("create", "gone");
    var first = simulations.start("gone", 3, "--for", "15s", "--spread", "0s");
    simulations.awaitOnline("gone", 3);
    var removed = simulations.json("device", "list", "--fleet", "gone").path(0).path("id").asText();
    run("device", "rm", removed, "--yes");

    var summary = Simulations.summary(first);
    assertThat(summary.path("removed").asInt()).as(summary.toString()).isEqualTo(1);
    assertThat(summary.path("connected").asInt()).isEqualTo(2);
    var again = Simulations.summary(simulations.start("gone", 3, "--for", "5s", "--spread", "0s"));
    assertThat(again.path("connected").asInt()).as(again.toString()).isEqualTo(3);
    assertThat(again.path("errors").asLong()).as(again.toString()).isZero();
  }

  @Test
  void secrets_are_sealed_to_simulated_devices_too() {
    run("create", "sealed");
    var set = RealApi.typing(home, "hunter2", "env", "set", "--fleet", "sealed", "--secret", "PIN");
    assertThat(set.exitCode()).as(set.err()).isZero();
    var summary =
        Simulations.summary(simulations.start("sealed", 2, "--for", "6s", "--spread", "0s"));
    assertThat(summary.path("errors").asLong()).as(summary.toString()).isZero();
    assertThat(summary.path("connected").asInt()).isEqualTo(2);
    assertThat(summary.path("reports").asInt()).isGreaterThanOrEqualTo(4);
  }

  @Test
  void a_release_goes_on_when_it_is_healthy_on_the_first_and_halts_when_not() {
    run("create", "few");
    api.release("few", "1.0.0");
    var good = simulations.start("few", 3, "--for", "40s", "--spread", "0s", "--update", "1s");
    simulations.awaitOnline("few", 3);
    api.draft("few", "1.1.0");

    var plan = run("rollout", "plan", "few", "1.1.0", "--canary", "1", "--seed", "5").out();
    var deployed =
        run("release", "deploy", "few", "1.1.0", "--canary", "1", "--seed", "5", "--soak", "1s");
    assertThat(deployed.outLines().getFirst()).isEqualTo(plan.strip());
    assertThat(plan).contains("(seed 5), then on 2 other devices");
    var followed = run("rollout", "status", "few", "--follow");
    assertThat(followed.exitCode()).as(followed.out()).isZero();
    await().atMost(Simulations.PATIENCE).until(() -> simulations.state("few").equals("DONE"));
    assertThat(run("rollout", "status", "few").out()).contains("stayed healthy on all 1");
    assertThat(run("release", "compare", "few", "1.0.0", "1.1.0").out())
        .contains("changed")
        .contains("1.5 kB");
    assertThat(Simulations.summary(good).path("errors").asLong()).isZero();

    var bad = simulations.start("few", 3, "--for", "30s", "--spread", "0s", "--failing", "100");
    simulations.awaitOnline("few", 3);
    api.draft("few", "1.2.0");
    var waited = run("release", "deploy", "few", "1.2.0", "--canary", "1", "--wait", "healthy");
    assertThat(waited.exitCode()).isEqualTo(1);
    assertThat(waited.out())
        .contains("went back: it was simulated to fail", "fleet rollout resume few goes on");
    assertThat(simulations.state("few")).isEqualTo("HALTED");
    var status = run("rollout", "status", "few", "--follow");
    assertThat(status.exitCode()).isEqualTo(1);
    assertThat(status.out()).contains("went back: it was simulated to fail");
    assertThat(run("rollout", "abort", "few").out()).contains("is given up");
    assertThat(run("rollout", "list", "few").outLines()).hasSize(3);
    assertThat(run("release", "rollback", "few").out()).isEqualTo("few runs 1.0.0 again\n");
    assertThat(Simulations.summary(bad).path("connected").asInt()).isEqualTo(3);
  }

  @Test
  void devices_that_are_named_go_first_and_a_halt_is_passed_over_by_who_says_so() {
    run("create", "named");
    api.release("named", "1.0.0");
    var bad = simulations.start("named", 3, "--for", "30s", "--spread", "0s", "--failing", "100");
    simulations.awaitOnline("named", 3);
    var devices = simulations.json("device", "list", "--fleet", "named");
    var names =
        IntStream.range(0, 3).mapToObj(at -> devices.path(at).path("name").asText()).toList();
    var first = String.join(",", names.subList(0, 2));
    api.draft("named", "1.1.0");

    var plan = run("rollout", "plan", "named", "1.1.0", "--devices", first);
    assertThat(plan.out()).contains(names.get(0), names.get(1)).doesNotContain(names.get(2));
    var waited =
        run("release", "deploy", "named", "1.1.0", "--devices", first, "--wait", "running");
    assertThat(waited.exitCode()).isEqualTo(1);
    assertThat(waited.out()).contains("halted: ");
    assertThat(run("rollout", "resume", "named").out()).isEqualTo("the rollout of 1.1.0 goes on\n");
    await().atMost(Simulations.PATIENCE).until(() -> simulations.state("named").equals("DONE"));
    var again = run("rollout", "resume", "named");
    assertThat(again.exitCode()).isEqualTo(1);
    assertThat(again.err()).contains("the rollout of 1.1.0 is not halted");
    assertThat(Simulations.summary(bad).path("connected").asInt()).isEqualTo(3);
  }

  private TestShell.Ran run(String... words) {
    return simulations.run(words);
  }
}
