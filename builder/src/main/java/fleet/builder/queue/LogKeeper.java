package fleet.builder.queue;

import fleet.builder.db.BuildRows;
import fleet.builder.progress.BuildLog;
import fleet.contract.operator.BuildEvent;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a build's log to the database as it grows, in batches, and in the end the verdict, before
 * it is told. What the database does not take is offered again: a restart of it costs no line.
 * Made, and ended, by the thread that builds.
 */
final class LogKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(LogKeeper.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final BuildLog log;
  private final int attempt;
  private final BuildRows rows;
  private final Thread thread;
  private int seen;
  private boolean writes;
  private boolean stopped;

  private LogKeeper(BuildLog log, int attempt, BuildRows rows) {
    this.log = log;
    this.attempt = attempt;
    this.rows = rows;
    this.thread = Thread.ofVirtual().name("log-" + log.build()).unstarted(this::run);
  }

  /**
   * Begins to keep a log.
   *
   * @param attempt whose log it is; it is not kept any more when another attempt has begun
   */
  static LogKeeper start(BuildLog log, int attempt, BuildRows rows) {
    var keeper = new LogKeeper(log, attempt, rows);
    keeper.thread.start();
    return keeper;
  }

  /** Keeps what is left, then the verdict, and then tells it. */
  void end(BuildEvent verdict) throws InterruptedException {
    stop();
    var _ = keep(() -> rows.end(log.build(), attempt, verdict));
    log.end(verdict);
  }

  /** Keeps what is left; the log goes on elsewhere. */
  void stop() throws InterruptedException {
    stopWaiting();
    thread.join();
    var _ = write(log.since(seen));
  }

  /** Keeps nothing more: the process ends. */
  void abandon() {
    thread.interrupt();
  }

  /** A write is not interrupted: that would cost a connection. */
  private synchronized void stopWaiting() {
    stopped = true;
    if (!writes) {
      thread.interrupt();
    }
  }

  private void run() {
    try {
      while (writes(false)) {
        var events = log.after(seen);
        if (events.isEmpty() || !writes(true) || !write(events)) {
          return;
        }
      }
    } catch (InterruptedException e) {
      // The builder's thread goes on from here.
    }
  }

  /** Says whether the thread may go on. */
  private synchronized boolean writes(boolean now) {
    writes = now && !stopped;
    return !stopped;
  }

  private boolean write(List<BuildEvent> events) throws InterruptedException {
    var lines =
        events.stream()
            .filter(BuildEvent.Line.class::isInstance)
            .map(BuildEvent.Line.class::cast)
            .toList();
    var isCurrent = keep(() -> rows.append(log.build(), attempt, lines));
    seen += events.size();
    return isCurrent;
  }

  /** Both kinds of write may be done twice. */
  private boolean keep(BooleanSupplier write) throws InterruptedException {
    while (true) {
      try {
        return write.getAsBoolean();
      } catch (RuntimeException e) {
        if (Thread.interrupted()) {
          throw new InterruptedException("interrupted at the database");
        }
        LOG.atWarn().addKeyValue("build", log.build()).setCause(e).log("could not keep a log yet");
        Thread.sleep(PAUSE);
      }
    }
  }
}
