package fleet.builder.progress;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.contract.identity.BuildId;
import fleet.contract.identity.DeviceName;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.ReleaseId;
import fleet.contract.identity.ServiceName;
import fleet.contract.operator.BuildEvent;
import fleet.contract.operator.RolloutProgress;
import fleet.contract.problem.Problem;
import fleet.contract.problem.ProblemCode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BuildTextTest {
  private static final FleetName BERLIN = FleetName.parse("berlin");
  private final BuildText text =
      new BuildText(
          List.of(ServiceName.parse("web"), ServiceName.parse("sensor")),
          List.of("linux/arm64", "linux/arm/v7"));

  @Test
  void lines_of_all_services_and_platforms_are_aligned() {
    var web = ServiceName.parse("web");

    assertThat(text.step(web, "linux/arm64", "3/5 RUN make", "0.4 s"))
        .isEqualTo("web     linux/arm64   3/5 RUN make" + " ".repeat(40) + "  0.4 s");
    assertThat(text.output(web, "linux/arm/v7", "hello"))
        .isEqualTo("web     linux/arm/v7      | hello");
    assertThat(text.step(web, "linux/arm64", "x".repeat(60), "cached")).endsWith("x…  cached");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[stage-1 2/3] RUN make      | 2/3 RUN make",
        "[2/3] RUN make              | 2/3 RUN make",
        "[base 1/1] ADD root /       | base 1/1 ADD root /",
        "[1/2] FROM docker.io/alpine | 1/2 FROM docker.io/alpine",
      })
  void steps_of_the_dockerfile_are_shown(String vertex, String shown) {
    assertThat(BuildText.shown(vertex)).containsExactly(shown);
  }

  @Test
  void the_digest_that_buildkit_adds_is_not_shown() {
    assertThat(BuildText.shown("[1/2] FROM alpine:3@sha256:" + "a".repeat(64)))
        .containsExactly("1/2 FROM alpine:3");
  }

  @Test
  void steps_of_buildkit_itself_are_not_shown() {
    assertThat(BuildText.shown("[internal] load remote build context")).isEmpty();
    assertThat(BuildText.shown("copy /context /")).isEmpty();
    assertThat(BuildText.shown("exporting to image")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "400, 0.4 s",
    "9940, 9.9 s",
    "9960, 10 s",
    "59000, 59 s",
    "125000, 2 min 5 s",
    "600000, 10 min"
  })
  void times_are_as_exact_as_people_need(long millis, String shown) {
    assertThat(BuildText.time(Duration.ofMillis(millis))).isEqualTo(shown);
  }

  @Test
  void devices_that_failed_are_named_before_the_count() {
    var progress = progress(3, 3, 2, Map.of(DeviceName.parse("pi"), "web exits at once"));

    assertThat(DeviceText.isSettled(progress)).isTrue();
    assertThat(DeviceText.verdict(progress, Duration.ofMillis(1300)))
        .containsExactly("pi failed: web exits at once", "running on 2/3 devices  (1.3 s)");
  }

  @Test
  void devices_that_the_release_has_no_image_for_are_named() {
    var misfits = Map.of(DeviceName.parse("lamp"), "1.0.0 has no image of web for linux/arm64");
    var none =
        new RolloutProgress(
            ReleaseId.random(),
            "1.0.0",
            0,
            0,
            0,
            0,
            Map.of(),
            Optional.of(misfits),
            Optional.empty());
    var some =
        new RolloutProgress(
            ReleaseId.random(),
            "1.0.0",
            1,
            1,
            1,
            0,
            Map.of(),
            Optional.of(misfits),
            Optional.empty());
    var line = "lamp cannot run it: 1.0.0 has no image of web for linux/arm64";

    assertThat(DeviceText.nothingToWaitFor(none, BERLIN)).contains(line);
    assertThat(DeviceText.verdict(some, Duration.ofSeconds(1)))
        .containsExactly(line, "running on 1/1 devices  (1.0 s)");
  }

  @Test
  void nothing_is_waited_for_where_no_device_can_answer() {
    assertThat(DeviceText.nothingToWaitFor(progress(0, 0, 0, Map.of()), BERLIN).orElseThrow())
        .contains("fleet device add berlin");
    assertThat(DeviceText.nothingToWaitFor(progress(2, 0, 0, Map.of()), BERLIN).orElseThrow())
        .contains("no device is online (of 2)");
    assertThat(DeviceText.nothingToWaitFor(progress(2, 1, 0, Map.of()), BERLIN)).isEmpty();
    assertThat(DeviceText.isSettled(progress(2, 1, 0, Map.of()))).isFalse();
    assertThat(DeviceText.isSettled(progress(2, 1, 1, Map.of()))).isTrue();
  }

  @Test
  void output_cannot_drive_the_terminal_that_shows_it() {
    assertThat(Printable.line("\u001b[31mred\u001b[0m \u001b]0;title\u0007x", 100))
        .isEqualTo("red x");
    assertThat(Printable.line("10%\r50%\r100%\r", 100)).isEqualTo("100%");
    assertThat(Printable.line("a\bb\0c", 100)).isEqualTo("a b c");
    assertThat(Printable.line("x".repeat(20), 10)).hasSize(10).endsWith("…");
  }

  @Test
  void a_full_log_says_so_once_and_keeps_room_for_the_end() throws InterruptedException {
    var log = new BuildLog(BuildId.random());
    for (int i = 0; i < BuildLog.MAX_LINES + 10; i++) {
      log.line("line " + i);
    }
    log.closingLine("the end");
    log.end(new BuildEvent.Failed(new Problem(ProblemCode.BUILD_FAILED, "no", "")));
    log.line("too late");

    var events = log.after(0);
    assertThat(events).hasSize(1 + BuildLog.MAX_LINES + 1 + 1);
    assertThat(events.get(BuildLog.MAX_LINES).toString()).contains("the log is full");
    assertThat(events.get(BuildLog.MAX_LINES + 1).toString()).contains("the end");
    assertThat(log.after(events.size())).isEmpty();
  }

  private static RolloutProgress progress(
      int devices, int online, int running, Map<DeviceName, String> failed) {
    return new RolloutProgress(ReleaseId.random(), "1.0.0", devices, online, running, 0, failed);
  }
}
