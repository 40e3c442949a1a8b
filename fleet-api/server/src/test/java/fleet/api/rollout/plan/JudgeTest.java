package fleet.api.rollout.plan;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.contract.identity.DeviceId;
import fleet.contract.identity.DeviceName;
import fleet.contract.operator.RolloutState;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Soak 10 minutes, deadline 15; the rollout began at 0, and times are minutes after that. */
class JudgeTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Terms TERMS = new Terms(Duration.ofMinutes(10), Duration.ofMinutes(15));

  /**
   * A device is written as what it does now (ok, works, away, failed), how it stood (+ good, - not)
   * and since which minute, with ! when it is forgiven.
   */
  @ParameterizedTest
  @CsvSource({
    "1,  works-0,                 RUNNING, a works on it",
    "1,  ok-0,                    SOAKING, healthy on all 1 that go first; must stay so until 2026-01-01T00:11:00Z",
    "11, ok+1,                    DONE,    stayed healthy on all 1 that went first",
    "10, ok+1,                    SOAKING, healthy on all 1 that go first; must stay so until 2026-01-01T00:11:00Z",
    "11, ok+1 ok+2,               SOAKING, healthy on all 2 that go first; must stay so until 2026-01-01T00:12:00Z",
    "12, ok+1 ok+2,               DONE,    stayed healthy on all 2 that went first",
    "12, ok+1 works-0,            RUNNING, b works on it",
    "12, ok+1 works+2,            RUNNING, b works on it",
    "1,  ok+1 failed-0,           HALTED,  b went back: no oven",
    "30, ok+1 failed+2,           HALTED,  b went back: no oven",
    "15, works-0,                 RUNNING, a works on it",
    "16, works-0,                 HALTED,  'a works on it, 900 s after it was given the release or was last healthy'",
    "16, away-0,                  HALTED,  'a is silent, 900 s after it was given the release or was last healthy'",
    "16, away+2,                  RUNNING, a is silent",
    "18, away-2,                  HALTED,  'a is silent, 900 s after it was given the release or was last healthy'",
    "1,  '',                      HALTED,  no device is left that goes first",
    "1,  failed-0!,               HALTED,  no device is left that goes first",
  })
  void decides(int minute, String firsts, RolloutState state, String reason) {
    var verdict = Judge.decide(course(RolloutState.RUNNING, false, minute, firsts), at(minute));

    assertThat(verdict.state()).isEqualTo(state);
    assertThat(verdict.reason()).isEqualTo(reason);
  }

  @ParameterizedTest
  @CsvSource({
    "failed-0!,      DONE",
    "failed-0! ok+0, SOAKING",
    "failed-0! ok-0, SOAKING",
    "failed-0! failed-0, HALTED",
  })
  void one_that_was_resumed_passes_over_what_was_forgiven(String firsts, RolloutState state) {
    var verdict = Judge.decide(course(RolloutState.RUNNING, true, 5, firsts), at(5));

    assertThat(verdict.state()).isEqualTo(state);
  }

  @ParameterizedTest
  @CsvSource({"HALTED", "DONE", "ABORTED"})
  void what_does_not_go_on_stays_as_it_is(RolloutState state) {
    assertThat(Judge.decide(course(state, false, 30, "ok+0"), at(30)).state()).isEqualTo(state);
  }

  @Test
  void the_culprit_is_named() {
    var verdict = Judge.decide(course(RolloutState.SOAKING, false, 5, "ok+1 failed+1"), at(5));

    assertThat(verdict.culprit()).contains(DeviceName.parse("b"));
  }

  @Test
  void nobody_is_blamed_for_a_time_in_which_nobody_looked() {
    var firsts = firsts("works-0");
    var course = new Course(RolloutState.RUNNING, TERMS, false, at(1), firsts);

    var verdict = Judge.decide(course, at(60));

    assertThat(verdict.state()).isEqualTo(RolloutState.RUNNING);
    assertThat(verdict.standings().get(firsts.getFirst().device()))
        .isEqualTo(new Standing(false, at(59)));
  }

  @Test
  void a_device_that_is_worse_than_before_is_not_good_from_now_on() {
    var firsts = firsts("away+2");
    var course = new Course(RolloutState.SOAKING, TERMS, false, at(7), firsts);

    assertThat(Judge.decide(course, at(7)).standings().get(firsts.getFirst().device()))
        .isEqualTo(new Standing(false, at(7)));
  }

  @Test
  void the_soak_ends_with_the_last_that_counts() {
    assertThat(Judge.soaked(firsts("ok+1 ok+2 failed+9!"), TERMS)).contains(at(12));
    assertThat(Judge.soaked(firsts("failed+9!"), TERMS)).isEmpty();
  }

  private static Course course(RolloutState state, boolean resumed, int minute, String firsts) {
    return new Course(state, TERMS, resumed, at(minute), firsts(firsts));
  }

  private static List<First> firsts(String line) {
    var words = line.isEmpty() ? List.<String>of() : Arrays.asList(line.split(" "));
    return words.stream().map(word -> first(word, words.indexOf(word))).toList();
  }

  private static First first(String word, int place) {
    var forgiven = word.endsWith("!");
    var parts = word.replace("!", "").split("(?=[+-])");
    return new First(
        DeviceId.random(),
        DeviceName.parse(String.valueOf((char) ('a' + place))),
        new Standing(parts[1].startsWith("+"), at(Integer.parseInt(parts[1].substring(1)))),
        forgiven,
        switch (parts[0]) {
          case "ok" -> new Sighting.Healthy();
          case "works" -> new Sighting.Working("works on it");
          case "away" -> new Sighting.Away();
          default -> new Sighting.Failed("went back: no oven");
        });
  }

  private static Instant at(int minute) {
    return START.plus(Duration.ofMinutes(minute));
  }
}
