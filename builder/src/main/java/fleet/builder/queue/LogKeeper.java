package fleet.builder.queue;

import fleet.builder.db.BuildRows;
import fleet.builder.progress.BuildLog;
import fleet.contract.operator.BuildEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a build's log to the database as it grows, in batches, until it ends. What the database
 * does not take is offered again: a restart of it costs no line. Ends early where another attempt
 * has begun.
 */
final class LogKeeper implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(LogKeeper.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final BuildLog log;
  private final int attempt;
  private final BuildRows rows;

  /**
   * @param attempt whose log it is
   */
  LogKeeper(BuildLog log, int attempt, BuildRows rows) {
    this.log = log;
    this.attempt = attempt;
    this.rows = rows;
  }

  @Override
  public void run() {
    try {
      var seen = 0;
      var goesOn = true;
      for (var events = log.after(seen); goesOn && !events.isEmpty(); events = log.after(seen)) {
        seen += events.size();
        var lines = new ArrayList<BuildEvent.Line>();
        for (var event : events) {
          switch (event) {
            case BuildEvent.Started _ -> {}
            case BuildEvent.Line line -> lines.add(line);
            case BuildEvent.Succeeded _, BuildEvent.Failed _ -> {
              keep(() -> rows.append(log.build(), attempt, lines));
              lines.clear();
              keep(() -> rows.end(log.build(), attempt, event));
            }
          }
        }
        goesOn = keep(() -> rows.append(log.build(), attempt, lines));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Both kinds of write may be done twice. */
  private boolean keep(BooleanSupplier write) throws InterruptedException {
    while (true) {
      try {
        return write.getAsBoolean();
      } catch (RuntimeException e) {
        LOG.atWarn().addKeyValue("build", log.build()).setCause(e).log("could not keep a log yet");
        Thread.sleep(PAUSE);
      }
    }
  }
}
