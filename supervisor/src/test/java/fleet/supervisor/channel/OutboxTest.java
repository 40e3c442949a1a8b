package fleet.supervisor.channel;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.contract.device.LogBatch;
import fleet.contract.device.LogLine;
import fleet.contract.device.Phase;
import fleet.contract.device.Protocol;
import fleet.contract.device.StateReport;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class OutboxTest {
  private final Outbox outbox = new Outbox();

  @Test
  void the_newest_report_replaces_what_waits() {
    outbox.put(report(1));
    outbox.put(report(2));
    assertThat(outbox.takeReport()).contains(report(2));
    assertThat(outbox.takeReport()).isEmpty();
  }

  @Test
  void on_a_new_connection_it_is_sent_again() {
    outbox.put(report(1));
    outbox.takeReport();
    outbox.sendAgain();
    assertThat(outbox.takeReport()).contains(report(1));
  }

  @Test
  void a_report_counts_as_stored_when_a_later_one_is() {
    outbox.stored(7);
    outbox.stored(3);
    assertThat(outbox.isStored(7)).isTrue();
    assertThat(outbox.isStored(8)).isFalse();
  }

  @Test
  void lines_come_in_order_and_the_oldest_are_dropped_and_counted() {
    for (var number = 0; number < 2100; number++) {
      outbox.add(line("line " + number));
    }
    var batch = outbox.takeLogs().orElseThrow();
    assertThat(batch.dropped()).isEqualTo(100);
    assertThat(batch.lines()).hasSize(LogBatch.MAX_LINES);
    assertThat(batch.lines().getFirst().text()).isEqualTo("line 100");
  }

  @Test
  void long_lines_are_bounded_too() {
    for (var number = 0; number < 100; number++) {
      outbox.add(line("x".repeat(LogLine.MAX_CHARS)));
    }
    assertThat(outbox.takeLogs().orElseThrow().dropped()).isEqualTo(68);
  }

  @Test
  void a_batch_that_could_not_be_sent_comes_back_whole() {
    outbox.add(line("one"));
    var batch = outbox.takeLogs().orElseThrow();
    outbox.add(line("two"));
    outbox.putBack(batch);
    outbox.putBack(new LogBatch(List.of(), 5));
    assertThat(waitForLogs().lines()).extracting(LogLine::text).containsExactly("one", "two");
  }

  private LogBatch waitForLogs() {
    return Awaitility.await().until(outbox::takeLogs, Optional::isPresent).orElseThrow();
  }

  private static LogLine line(String text) {
    return new LogLine(Instant.EPOCH, Optional.empty(), "stdout", text);
  }

  private static StateReport report(long sequence) {
    return new StateReport(
        Protocol.CURRENT,
        sequence,
        Instant.EPOCH,
        "1",
        Phase.IDLE,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        List.of());
  }
}
