package fleet.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.contract.operator.RolloutProgress;
import fleet.contract.operator.RolloutState;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CanaryVerdictTest {
  private static final String FOLLOW = "fleet rollout status kitchen --follow shows how it goes on";
  private static final String ABORT = "fleet rollout abort kitchen gives it up";

  static Stream<Arguments> looks() {
    return Stream.of(
        look(
            Samples.progress(0, 0, 0, 0),
            RolloutState.HALTED,
            "no device is online and can go first",
            List.of(),
            Verdict.State.FAILED,
            "halted: no device is online and can go first",
            "fleet release deploy kitchen 0.0.0+rev3 --canary 1 begins anew",
            "fleet rollout resume kitchen gives it to all devices at once",
            ABORT),
        look(
            Samples.progress(2, 2, 1, 0),
            RolloutState.RUNNING,
            "hall-pi downloads",
            List.of("attic-pi", "hall-pi"),
            Verdict.State.UNDER_WAY,
            "first on attic-pi, hall-pi: hall-pi downloads",
            FOLLOW),
        look(
            Samples.progress(2, 0, 0, 0),
            RolloutState.RUNNING,
            "hall-pi is silent",
            List.of("attic-pi", "hall-pi"),
            Verdict.State.UNDER_WAY,
            "first on attic-pi, hall-pi: hall-pi is silent",
            FOLLOW),
        look(
            Samples.failed(1, 1, 0, "web ended with exit code 3"),
            RolloutState.HALTED,
            "kitchen-pi went back: web ended with exit code 3",
            List.of("kitchen-pi"),
            Verdict.State.FAILED,
            "halted: kitchen-pi went back: web ended with exit code 3",
            "fleet rollout resume kitchen goes on in spite of it",
            ABORT),
        look(
            Samples.progress(1, 0, 0, 0),
            RolloutState.HALTED,
            "hall-pi is silent, 900 s after it was given the release or was last healthy",
            List.of("hall-pi"),
            Verdict.State.FAILED,
            "halted: hall-pi is silent, 900 s after it was given the release or was last healthy",
            "fleet rollout resume kitchen goes on in spite of it",
            ABORT),
        look(
            Samples.progress(1, 1, 1, 1),
            RolloutState.SOAKING,
            "healthy on all 1",
            List.of("hall-pi"),
            Verdict.State.UNDER_WAY,
            "healthy on hall-pi; the rest of kitchen follows if it stays so for 10 min more",
            FOLLOW),
        look(
            Samples.progress(3, 3, 1, 1),
            RolloutState.DONE,
            "stayed healthy on all 1 that went first",
            List.of("hall-pi"),
            Verdict.State.UNDER_WAY,
            "stayed healthy on all 1 that went first, the rest follows: running on 1/3 devices"),
        look(
            Samples.progress(3, 3, 3, 1),
            RolloutState.DONE,
            "stayed healthy on all 1 that went first",
            List.of("hall-pi"),
            Verdict.State.REACHED,
            "running on 3/3 devices"),
        look(
            Samples.progress(0, 0, 0, 0),
            RolloutState.DONE,
            "stayed healthy on all 1 that went first",
            List.of("hall-pi"),
            Verdict.State.NOBODY,
            "no device should run it now"),
        look(
            Samples.progress(0, 0, 0, 0),
            RolloutState.ABORTED,
            "ada gave it up",
            List.of("hall-pi"),
            Verdict.State.FAILED,
            "given up: ada gave it up"));
  }

  private static Arguments look(
      RolloutProgress devices,
      RolloutState state,
      String reason,
      List<String> first,
      Verdict.State verdict,
      String sentence,
      String... next) {
    var rollout = Samples.rollout(state, reason, first.toArray(String[]::new));
    return Arguments.of(
        Samples.first(devices, rollout), new Verdict(verdict, sentence, List.of(next)));
  }

  @ParameterizedTest
  @MethodSource("looks")
  void a_look_at_a_rollout_gives_a_verdict(RolloutProgress look, Verdict verdict) {
    assertThat(Verdict.of(look, Goal.RUNNING, TestShell.NOW)).isEqualTo(verdict);
  }
}
