package fleet.supervisor.report;

import fleet.contract.device.Protocol;
import fleet.contract.device.StateReport;
import fleet.supervisor.state.Sequence;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides when a report is due, and writes it. Mutable; owned by the run loop's thread. */
public final class Reporter {
  private static final Logger log = LoggerFactory.getLogger(Reporter.class);

  private final String version;
  private final Sequence sequence;
  private final InstantSource clock;
  private final Consumer<StateReport> out;
  private Optional<Facts> last = Optional.empty();
  private Instant lastAt = Instant.MIN;

  /**
   * @param version of this supervisor
   * @param out takes each report, to be sent at least once
   */
  public Reporter(
      String version, Sequence sequence, InstantSource clock, Consumer<StateReport> out) {
    this.version = version;
    this.sequence = sequence;
    this.clock = clock;
    this.out = out;
  }

  /**
   * Reports when something has changed, or the interval is over.
   *
   * @return when the next report is due without a change
   */
  public Instant tell(Situation situation, Duration interval) {
    var facts = Facts.of(situation);
    var now = clock.instant();
    if (last.filter(facts::equals).isEmpty() || !now.isBefore(lastAt.plus(interval))) {
      out.accept(write(facts, now));
      logChange(facts);
      last = Optional.of(facts);
      lastAt = now;
    }
    return lastAt.plus(interval);
  }

  private StateReport write(Facts facts, Instant now) {
    return new StateReport(
        Protocol.CURRENT,
        sequence.next(),
        now,
        version,
        facts.phase(),
        facts.target(),
        facts.running(),
        facts.healthy(),
        facts.services(),
        facts.failure(),
        facts.actions(),
        facts.variables(),
        Optional.of(facts.trust()));
  }

  private void logChange(Facts facts) {
    if (last.map(Facts::phase).filter(facts.phase()::equals).isEmpty()) {
      log.info(
          "phase={} target={} running={}",
          facts.phase(),
          facts.target().map(Object::toString).orElse("none"),
          facts.running().map(Object::toString).orElse("none"));
    }
  }
}
