package fleet.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.contract.operator.RolloutProgress;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class VerdictTest {
  static Stream<Arguments> looks() {
    return Stream.of(
        look(Samples.progress(0, 0, 0, 0), Verdict.State.NOBODY, "the fleet has no devices yet"),
        look(
            Samples.progress(1, 0, 0, 0),
            Verdict.State.NOBODY,
            "its one device is not online, and will follow when it is"),
        look(
            Samples.progress(3, 0, 0, 0),
            Verdict.State.NOBODY,
            "none of its 3 devices is online; they will follow when they are"),
        look(Samples.progress(2, 2, 1, 0), Verdict.State.UNDER_WAY, "running on 1/2 devices"),
        look(Samples.progress(1, 1, 1, 0), Verdict.State.REACHED, "running on 1/1 devices"),
        look(
            Samples.progress(3, 2, 2, 0),
            Verdict.State.REACHED,
            "running on 2/3 devices; 1 offline, to follow later"),
        look(
            Samples.failed(2, 2, 1, "web ended with exit code 3"),
            Verdict.State.FAILED,
            "running on 1/2 devices; failed on kitchen-pi: web ended with exit code 3"),
        look(
            Samples.failed(3, 3, 1, "no space"), Verdict.State.UNDER_WAY, "running on 1/3 devices"),
        look(
            Samples.misfit(0, 0, "no image of web for linux/arm64"),
            Verdict.State.NOBODY,
            "it fits no device; it does not fit kitchen-pi: no image of web for linux/arm64"),
        look(
            Samples.misfit(1, 1, "no image of web for linux/arm64"),
            Verdict.State.REACHED,
            "running on 1/1 devices; it does not fit kitchen-pi: no image of web for linux/arm64"));
  }

  private static Arguments look(RolloutProgress progress, Verdict.State state, String sentence) {
    return Arguments.of(progress, new Verdict(state, sentence));
  }

  @ParameterizedTest
  @MethodSource("looks")
  void a_look_at_the_devices_gives_a_verdict(RolloutProgress look, Verdict verdict) {
    assertThat(Verdict.of(look, Goal.RUNNING, TestShell.NOW)).isEqualTo(verdict);
  }

  @ParameterizedTest
  @MethodSource("looks")
  void running_is_not_yet_healthy(RolloutProgress look, Verdict verdict) {
    var stricter = Verdict.of(look, Goal.HEALTHY, TestShell.NOW);
    if (look.failed().isEmpty() && look.devices() > 0 && look.online() > 0) {
      assertThat(stricter.state()).isEqualTo(Verdict.State.UNDER_WAY);
    } else {
      assertThat(stricter.state()).isEqualTo(verdict.state());
    }
  }
}
