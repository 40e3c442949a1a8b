package fleet.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import fleet.contract.Json;
import fleet.contract.device.Phase;
import fleet.contract.device.StateReport;
import fleet.contract.operator.DeviceStatus;
import fleet.contract.operator.DeviceView;
import fleet.contract.release.Platform;
import fleet.contract.release.Release;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/**
 * Reports by the short way, on which a small one of a device that is here goes, and by the long
 * one.
 */
@SuppressWarnings("NullAway.Init") // set before each test
class ReportsIT {
  private static final String REPORT = "/device/v1/report";
  private static RunningApi api;

  private Release release;
  private String name;
  private Caller device;

  @BeforeAll
  static void start() {
    api = RunningApi.alone();
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @BeforeEach
  void register(TestInfo test) {
    var fleet = api.newFleet("f" + Integer.toHexString(test.getDisplayName().hashCode()));
    release = api.release(fleet, Samples.release(fleet, Platform.LINUX_AMD64));
    name = "d" + fleet.value();
    var own = new TestDevice(api);
    device = own.signIn(own.register(api.newKey(fleet, 1).key(), name).device());
  }

  @Test
  void the_first_comes_by_the_long_way_the_next_by_the_short_one_and_both_count() {
    report(Samples.settled(1, release.id()));
    assertThat(look())
        .returns(DeviceStatus.ONLINE, DeviceView::status)
        .returns(Phase.SETTLED, DeviceView::phase);

    report(Samples.report(2, Phase.DOWNLOADING, Optional.of(release.id())));
    assertThat(look().phase()).isEqualTo(Phase.DOWNLOADING);
    report(Samples.settled(3, release.id()));
    report(Samples.settled(4, release.id()));
    report(Samples.report(3, Phase.DOWNLOADING, Optional.empty()));
    assertThat(look().phase()).as("an older one changes nothing").isEqualTo(Phase.SETTLED);
  }

  @Test
  void a_large_one_counts_as_a_small_one_does() {
    report(Samples.settled(1, release.id()));
    var large = Json.write(Samples.report(2, Phase.PROVING, Optional.of(release.id())));
    var padded =
        large.replace("{\"protocol\"", "{\"later\":\"" + "x".repeat(40_000) + "\",\"protocol\"");

    device.postRaw(REPORT, padded.getBytes(UTF_8)).expect(204);

    assertThat(padded).hasSizeGreaterThan(40_000);
    assertThat(look().phase()).isEqualTo(Phase.PROVING);
  }

  @Test
  void what_is_wrong_with_one_is_told_alike_by_both() {
    var wrong =
        Json.write(Samples.settled(2, release.id()))
            .replace("\"sequence\"", "\"sequel\"")
            .getBytes(UTF_8);
    var first = device.postRaw(REPORT, wrong).expect(400).problem();
    report(Samples.settled(1, release.id()));

    assertThat(device.postRaw(REPORT, wrong).expect(400).problem()).isEqualTo(first);
    assertThat(first.message()).contains("sequence");
    assertThat(look().phase()).isEqualTo(Phase.SETTLED);
  }

  @Test
  void a_device_that_is_removed_meanwhile_is_told_so() {
    report(Samples.settled(1, release.id()));
    api.asAdmin().delete("/api/v1/devices/" + name).expect(204);

    device.post(REPORT, Samples.settled(2, release.id())).expect(401);
    device.post(REPORT, Samples.settled(3, release.id())).expect(401);
  }

  @Test
  void of_many_at_once_the_one_with_the_highest_number_is_the_last() throws Exception {
    report(Samples.settled(1, release.id()));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var calls = new ArrayList<Callable<Caller.Reply>>();
      for (var sequence = 2L; sequence < 60; sequence++) {
        var phase = sequence == 59 ? Phase.PROVING : Phase.SETTLED;
        var said = Samples.report(sequence, phase, Optional.of(release.id()));
        calls.add(() -> device.post(REPORT, said));
      }
      for (var reply : threads.invokeAll(calls)) {
        reply.get().expect(204);
      }
    }

    assertThat(look().phase()).isEqualTo(Phase.PROVING);
  }

  private void report(StateReport report) {
    device.post(REPORT, report).expect(204);
  }

  private DeviceView look() {
    return api.asAdmin().get("/api/v1/devices/" + name).as(DeviceView.class);
  }
}
