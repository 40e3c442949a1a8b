package fleet.cli.command;

import static fleet.cli.command.KitchenProject.BUILDS;
import static fleet.cli.command.KitchenProject.RELEASED;
import static fleet.cli.command.KitchenProject.STARTED;
import static fleet.contract.operator.RolloutState.DONE;
import static fleet.contract.operator.RolloutState.HALTED;
import static fleet.contract.operator.RolloutState.RUNNING;
import static fleet.contract.operator.RolloutState.SOAKING;
import static org.assertj.core.api.Assertions.assertThat;

import fleet.contract.operator.RolloutState;
import fleet.contract.operator.RolloutView;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pushes that go to some devices first, and what is told of them. */
class CanaryPushIT {
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
  void who_goes_first_is_named_and_waited_for_and_then_the_rest() {
    canary("?canary=2&soak=600s&seed=5");
    project.arrives(
        Samples.first(Samples.progress(2, 2, 1, 0), first(RUNNING, "hall-pi downloads")),
        Samples.first(Samples.progress(2, 2, 2, 2), first(SOAKING, "healthy on all 2")),
        Samples.first(Samples.progress(3, 3, 2, 2), first(DONE, "stayed healthy on all 2")),
        Samples.first(Samples.progress(3, 3, 3, 2), first(DONE, "stayed healthy on all 2")));
    var ran = project.push("--canary", "2", "--soak", "10m", "--seed", "5", "--wait", "running");
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
    project.arrives(
        Samples.first(Samples.progress(2, 2, 2, 2), first(SOAKING, "healthy on all 2")));
    var ran = project.push("--canary", "2");
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
    project.arrives(Samples.first(Samples.failed(2, 2, 1, "web ended"), first(HALTED, reason)));
    var ran = project.push("--canary", "2", "--wait", "healthy");
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.outLines())
        .endsWith(
            "halted: " + reason,
            "  fleet rollout resume kitchen goes on in spite of it",
            "  fleet rollout abort kitchen gives it up");
    assertThat(project.push("--canary", "2", "--json").outLines().getLast())
        .contains("\"reached\":false", "fleet rollout resume kitchen");
  }

  @Test
  void a_push_that_nobody_can_take_first_says_so() {
    var halted = Samples.rollout(HALTED, "no device is online and can go first");
    canary("?canary=1");
    project.server.answers("GET /fleets/kitchen/rollouts/latest", halted);
    project.arrives(Samples.first(Samples.progress(0, 0, 0, 0), halted));
    var ran = project.push("--canary", "1");
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.out())
        .contains("halted: no device is online and can go first\n")
        .doesNotContain("no devices yet");
  }

  @Test
  void devices_that_are_named_are_asked_for_before_anything_is_sent() {
    project.server.answers("GET /devices/kitchen-pi", Samples.device("web"));
    canary("?canary=1&devices=kitchen-pi");
    project.arrives(
        Samples.first(Samples.progress(1, 1, 1, 1), first(DONE, "stayed healthy on all 1")));
    assertThat(project.push("--devices", "kitchen-pi").exitCode()).isZero();
    assertThat(project.push("--devices", "nobody").exitCode()).isEqualTo(3);
    var wrong = project.push("--devices", "kitchen-pi,hall-pi", "--canary", "1");
    assertThat(wrong.exitCode()).isEqualTo(2);
    assertThat(wrong.err()).contains("2 devices are named, and 1 go first");
    assertThat(project.push("--seed", "5").err())
        .contains("a soak, deadline or seed is for a canary");
    var sent =
        project.server.asked().stream().filter(one -> one.route().startsWith(BUILDS)).toList();
    assertThat(sent).hasSize(1);
  }

  private void canary(String query) {
    project
        .server
        .streams(BUILDS + query, List.of(STARTED, RELEASED))
        .answers("GET /fleets/kitchen/rollouts/latest", first(RUNNING, "has just begun"));
  }

  private static RolloutView first(RolloutState state, String reason) {
    return Samples.rollout(state, reason, "attic-pi", "hall-pi");
  }
}
