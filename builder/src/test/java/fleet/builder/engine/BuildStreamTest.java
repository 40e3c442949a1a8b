package fleet.builder.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The streams were recorded from Docker 20.10.24. */
final class BuildStreamTest {
  private final List<Step> steps = new ArrayList<>();
  private final List<String> lines = new ArrayList<>();

  @Test
  void a_build_that_succeeds_tells_each_step_once_and_what_it_printed() throws IOException {
    assertThat(read("ok")).isEqualTo(new ImageOutcome.Built());

    assertThat(steps)
        .extracting(Step::name)
        .filteredOn(name -> name.startsWith("["))
        .containsExactly(
            "[internal] load remote build context",
            "[base 1/1] ADD root /",
            "[stage-1 1/1] RUN echo hello && uname -m");
  }

  @Test
  void a_step_that_ran_has_its_time_and_one_that_did_not_is_cached() throws IOException {
    assertThat(read("fail")).isInstanceOf(ImageOutcome.Failed.class);
    var ran = steps.stream().filter(step -> step.name().contains("RUN echo hello")).findFirst();
    assertThat(ran.orElseThrow().cached()).isFalse();
    assertThat(ran.orElseThrow().took()).isPositive().isLessThan(Duration.ofMinutes(1));
    assertThat(lines).contains("hello", "aarch64");

    steps.clear();
    assertThat(read("cached")).isEqualTo(new ImageOutcome.Built());
    assertThat(steps.stream().filter(step -> step.name().contains("RUN echo hello")))
        .singleElement()
        .matches(Step::cached);
  }

  @Test
  void a_build_that_fails_names_the_step_and_the_last_lines_of_it() throws IOException {
    var failed = (ImageOutcome.Failed) read("fail");

    assertThat(failed.step().map(Step::name))
        .isEqualTo(Optional.of("[stage-1 2/2] RUN echo oops >&2 && exit 3"));
    assertThat(failed.lines()).containsExactly("oops");
    assertThat(failed.reason()).endsWith("exit code: 3");
  }

  @Test
  void a_trace_that_is_cut_off_is_an_error_and_unknown_fields_are_skipped() throws IOException {
    var unknown = new byte[] {(byte) 0x7a, 2, 1, 2};
    assertThat(Trace.read(unknown)).isEqualTo(new Trace(List.of(), List.of()));

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> Trace.read(new byte[] {0x0a, 100, 1}));
  }

  private ImageOutcome read(String name) throws IOException {
    try (var recorded = getClass().getResourceAsStream("/traces/" + name + ".ndjson")) {
      return BuildStream.read(
          Optional.ofNullable(recorded).orElseThrow(),
          new BuildWatcher() {
            @Override
            public void step(Step step) {
              steps.add(step);
            }

            @Override
            public void output(String line) {
              lines.add(line);
            }
          });
    }
  }
}
