package fleet.builder.progress;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.contract.identity.DeviceId;
import fleet.contract.identity.DeviceName;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.ReleaseId;
import fleet.contract.operator.ReleaseSummary;
import fleet.contract.operator.RolloutProgress;
import fleet.contract.operator.RolloutState;
import fleet.contract.operator.RolloutView;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Releases that go to some devices first; without them, see {@link BuildTextTest}. */
final class DeviceTextTest {
  private static final FleetName BERLIN = FleetName.parse("berlin");
  private static final ReleaseId RELEASE = ReleaseId.random();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "RUNNING | false | goes first to attic, hall: hall downloads; fleet rollout status berlin --follow shows more",
        "SOAKING | true  | healthy on attic, hall; the rest of berlin follows if it stays so for 10 min: fleet rollout status berlin --follow",
        "HALTED  | true  | halted: hall downloads; fleet rollout resume berlin goes on in spite of it, fleet rollout abort berlin gives it up",
        "ABORTED | true  | given up: hall downloads",
      })
  void until_the_rest_follows_it_is_told_of_the_first(
      RolloutState state, boolean settled, String line) {
    var progress = progress(2, 1, rollout(state, "hall downloads", "attic", "hall"));

    assertThat(DeviceText.nothingToWaitFor(progress, BERLIN)).isEmpty();
    assertThat(DeviceText.isSettled(progress)).isEqualTo(settled);
    assertThat(DeviceText.verdict(progress, Duration.ofSeconds(1))).containsExactly(line);
  }

  @Test
  void a_rollout_that_halted_because_nobody_is_there_is_no_fleet_without_devices() {
    var progress = progress(0, 0, rollout(RolloutState.HALTED, "no device is online"));

    assertThat(DeviceText.nothingToWaitFor(progress, BERLIN)).isEmpty();
    assertThat(DeviceText.verdict(progress, Duration.ZERO).getFirst())
        .startsWith("halted: no device is online; fleet rollout resume berlin gives it to all");
  }

  @Test
  void once_the_rest_follows_all_devices_count() {
    var progress = progress(3, 1, rollout(RolloutState.DONE, "stayed healthy", "attic"));

    assertThat(DeviceText.isSettled(progress)).isFalse();
    assertThat(DeviceText.verdict(progress, Duration.ofSeconds(1)))
        .containsExactly("running on 1/3 devices  (1.0 s); the others go on without this push");
  }

  private static RolloutProgress progress(int devices, int running, RolloutView rollout) {
    return new RolloutProgress(
        RELEASE,
        "1.1.0",
        devices,
        devices,
        running,
        running,
        Map.of(),
        Optional.empty(),
        Optional.of(rollout));
  }

  private static RolloutView rollout(RolloutState state, String reason, String... first) {
    return new RolloutView(
        UUID.randomUUID(),
        BERLIN,
        new ReleaseSummary(RELEASE, "1.1.0", "1a2b3c4", Instant.EPOCH),
        state,
        "ada",
        Instant.EPOCH,
        Instant.EPOCH,
        5,
        Duration.ofMinutes(10),
        Duration.ofMinutes(15),
        reason,
        Optional.empty(),
        Stream.of(first).map(DeviceTextTest::device).toList(),
        Optional.empty());
  }

  private static RolloutView.Device device(String name) {
    return new RolloutView.Device(
        DeviceId.random(), DeviceName.parse(name), true, Instant.EPOCH, "is healthy", false);
  }
}
