package fleet.api.view;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.api.Samples;
import fleet.contract.device.Failure;
import fleet.contract.device.Phase;
import fleet.contract.device.StateReport;
import fleet.contract.device.TrustState;
import fleet.contract.identity.DeviceId;
import fleet.contract.identity.DeviceName;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.ReleaseId;
import fleet.contract.operator.DeviceStatus;
import fleet.contract.operator.ReleaseSummary;
import fleet.contract.release.Platform;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WhyTest {
  private static final ReleaseSummary OLD = summary("1.0.0");
  private static final ReleaseSummary NEW = summary("2.0.0");

  /** What is known of a device in the fleet berlin. */
  record Known(
      DeviceStatus status,
      Optional<ReleaseSummary> fleet,
      Optional<ReleaseSummary> target,
      Optional<ReleaseSummary> running,
      Optional<StateReport> report) {
    static Known online(ReleaseSummary target, ReleaseSummary running, StateReport report) {
      return new Known(
          DeviceStatus.ONLINE,
          Optional.of(NEW),
          Optional.of(target),
          Optional.of(running),
          Optional.of(report));
    }

    Known offline() {
      return new Known(DeviceStatus.OFFLINE, fleet, target, running, report);
    }

    DeviceRecord device() {
      return new DeviceRecord(
          DeviceId.random(),
          DeviceName.parse("kitchen"),
          FleetName.parse("berlin"),
          "generic",
          Platform.LINUX_AMD64,
          "0.1.0",
          Instant.EPOCH,
          status,
          Optional.empty(),
          report,
          fleet,
          target,
          running,
          Optional.empty(),
          "",
          Map.of(),
          Optional.empty(),
          Optional.empty());
    }
  }

  static Stream<Arguments> lines() {
    var misfit = "2.0.0 has no image of web for linux/amd64";
    var never = DeviceStatus.NEVER_SEEN;
    var none = Optional.<ReleaseSummary>empty();
    var silent = Optional.<StateReport>empty();
    return Stream.of(
        line("", new Known(never, none, none, none, silent), "fleet berlin has no release yet"),
        line(
            "",
            new Known(DeviceStatus.PREREGISTERED, Optional.of(NEW), Optional.of(NEW), none, silent),
            "is expected, and should run 2.0.0 when it comes"),
        line(
            misfit,
            new Known(never, Optional.of(NEW), none, none, silent),
            "runs nothing: " + misfit),
        line(
            "",
            new Known(never, Optional.of(NEW), Optional.of(NEW), none, silent),
            "should run 2.0.0, but was never heard of"),
        line(
            "",
            new Known(DeviceStatus.ONLINE, Optional.of(NEW), Optional.of(NEW), none, silent),
            "should run 2.0.0, and has not reported yet"),
        line(
            "",
            Known.online(NEW, OLD, report(Phase.SETTLED, OLD)),
            "should run 2.0.0, and has not taken it up yet; runs 1.0.0 meanwhile"),
        line(
            "",
            Known.online(NEW, OLD, report(Phase.DOWNLOADING, NEW)),
            "downloads 2.0.0; runs 1.0.0 meanwhile"),
        line("", Known.online(NEW, OLD, report(Phase.APPLYING, NEW)), "starts 2.0.0"),
        line(
            "",
            Known.online(NEW, NEW, report(Phase.PROVING, NEW)),
            "runs 2.0.0 and proves that it is healthy"),
        line(
            "",
            Known.online(NEW, NEW, report(Phase.SETTLED, NEW)),
            "runs 2.0.0, healthy, as fleet berlin should"),
        line(
            "",
            Known.online(NEW, OLD, failed(Phase.ROLLED_BACK)),
            "went back to 1.0.0, because 2.0.0 failed here: web exits with 1"),
        line(
            "",
            Known.online(NEW, OLD, report(Phase.SETTLED, NEW)).offline(),
            "is offline; when last heard: runs 2.0.0, healthy, as fleet berlin should"),
        line(
            misfit,
            Known.online(OLD, OLD, report(Phase.SETTLED, OLD)),
            "runs 1.0.0, healthy; keeps it, for " + misfit));
  }

  @ParameterizedTest(name = "{2}")
  @MethodSource("lines")
  void the_line_says_why(String misfit, Known known, String line) {
    var reason = Optional.of(misfit).filter(text -> !text.isEmpty());
    assertThat(Why.line(known.device(), reason)).isEqualTo(line);
  }

  @Test
  void a_device_that_was_told_nothing_for_too_long_raises_an_alarm() {
    var since = Instant.parse("2026-07-01T00:00:00Z");
    var stale = new TrustState(Optional.empty(), Optional.of(since));
    var report = Samples.with(report(Phase.SETTLED, NEW), stale);
    assertThat(Why.line(Known.online(NEW, NEW, report).device(), Optional.empty()))
        .isEqualTo(
            "runs 2.0.0, healthy, as fleet berlin should; alarm: what it was told held until"
                + " 2026-07-01T00:00:00Z, and it heard nothing newer");
  }

  @Test
  void what_a_device_keeps_running_in_a_fleet_without_a_release_is_said() {
    var none = Optional.<ReleaseSummary>empty();
    var kept = new Known(DeviceStatus.ONLINE, none, none, Optional.of(OLD), Optional.empty());
    assertThat(Why.line(kept.device(), Optional.empty()))
        .isEqualTo("fleet berlin has no release yet; runs 1.0.0 meanwhile");
  }

  private static Arguments line(String misfit, Known known, String line) {
    return Arguments.of(misfit, known, line);
  }

  private static StateReport report(Phase phase, ReleaseSummary target) {
    return Samples.report(1, phase, Optional.of(target.id()));
  }

  private static StateReport failed(Phase phase) {
    var report = report(phase, NEW);
    return new StateReport(
        report.protocol(),
        report.sequence(),
        report.at(),
        report.supervisorVersion(),
        phase,
        report.target(),
        Optional.of(OLD.id()),
        Optional.empty(),
        report.services(),
        Optional.of(new Failure(NEW.id(), Optional.empty(), "web exits with 1", List.of())),
        List.of());
  }

  private static ReleaseSummary summary(String version) {
    return new ReleaseSummary(ReleaseId.random(), version, "0123", Instant.EPOCH);
  }
}
