package fleet.api.device;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.api.Samples;
import fleet.contract.device.Phase;
import fleet.contract.device.StateReport;
import fleet.contract.device.TrustState;
import fleet.contract.identity.ReleaseId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PrintedTest {
  private static final ReleaseId RELEASE = ReleaseId.random();

  @Test
  void number_and_time_alone_are_no_news() {
    var later =
        with(Samples.settled(9, RELEASE), Instant.parse("2026-06-01T00:00:00Z"), Optional.empty());

    assertThat(print(later)).isEqualTo(print(Samples.settled(1, RELEASE)));
  }

  @Test
  void all_else_is_news() {
    var before = Samples.settled(1, RELEASE);

    assertThat(print(before))
        .isNotEqualTo(print(Samples.settled(1, ReleaseId.random())))
        .isNotEqualTo(print(Samples.report(1, Phase.PROVING, Optional.of(RELEASE))))
        .isNotEqualTo(print(with(before, before.at(), Optional.of(4L))))
        .isNotEqualTo(
            print(Samples.with(before, new TrustState(Optional.empty(), Optional.empty()))));
  }

  private static UUID print(StateReport report) {
    return Printed.of(report).print();
  }

  private static StateReport with(StateReport report, Instant at, Optional<Long> variables) {
    return new StateReport(
        report.protocol(),
        report.sequence(),
        at,
        report.supervisorVersion(),
        report.phase(),
        report.target(),
        report.running(),
        report.healthy(),
        report.services(),
        report.failure(),
        report.actions(),
        variables);
  }
}
