package fleet.supervisor.channel;

import fleet.contract.device.LogBatch;
import fleet.contract.device.LogLine;
import fleet.contract.device.StateReport;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What waits to be sent: the newest report, which says all that older ones said, and log lines in
 * bounded memory, of which the oldest go first. Mutable, thread-safe.
 */
public final class Outbox {
  private static final int MAX_LINES = 2000;
  private static final int MAX_CHARS = 512 * 1024;
  private static final long LOG_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

  private final Deque<LogLine> lines = new ArrayDeque<>();
  private int chars;
  private long dropped;
  private long logsDueAt = System.nanoTime();
  private Optional<StateReport> report = Optional.empty();
  private long sent;
  private long stored;
  private boolean woken;

  /** Replaces the report that waits. */
  public synchronized void put(StateReport newest) {
    report = Optional.of(newest);
    notifyAll();
  }

  /** Adds a line, for which an older one may have to go. */
  public synchronized void add(LogLine line) {
    lines.add(line);
    chars += line.text().length();
    while (lines.size() > MAX_LINES || chars > MAX_CHARS) {
      chars -= lines.remove().text().length();
      dropped++;
    }
    notifyAll();
  }

  /** Every report up to that number is stored at the API. */
  synchronized void stored(long sequence) {
    stored = Math.max(stored, sequence);
    notifyAll();
  }

  synchronized boolean isStored(long sequence) {
    return stored >= sequence;
  }

  /** On a new connection the newest report is sent again. */
  synchronized void sendAgain() {
    sent = 0;
  }

  /** Ends a wait. */
  synchronized void wake() {
    woken = true;
    notifyAll();
  }

  /** Returns when there is something to send, it was woken, or the time is over. */
  synchronized void await(long millis) throws InterruptedException {
    var end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while (!woken && !hasReport() && !hasLogs()) {
      var nanos = nanosToWait(end);
      if (nanos <= 0) {
        break;
      }
      TimeUnit.NANOSECONDS.timedWait(this, nanos);
    }
    woken = false;
  }

  /** The newest report, unless it was taken on this connection. */
  synchronized Optional<StateReport> takeReport() {
    if (!hasReport()) {
      return Optional.empty();
    }
    sent = report.orElseThrow().sequence();
    return report;
  }

  /** The next lines, when some are due. */
  synchronized Optional<LogBatch> takeLogs() {
    if (!hasLogs()) {
      return Optional.empty();
    }
    var taken = new ArrayList<LogLine>();
    while (!lines.isEmpty() && taken.size() < LogBatch.MAX_LINES) {
      var line = lines.remove();
      chars -= line.text().length();
      taken.add(line);
    }
    var batch = new LogBatch(taken, dropped);
    dropped = 0;
    logsDueAt = System.nanoTime() + (lines.isEmpty() ? LOG_PAUSE_NANOS : 0);
    return Optional.of(batch);
  }

  /** Puts a batch back that could not be sent. */
  synchronized void putBack(LogBatch batch) {
    batch
        .lines()
        .reversed()
        .forEach(line -> {
          lines.addFirst(line);
          chars += line.text().length();
        });
    dropped += batch.dropped();
  }

  private boolean hasReport() {
    return report.filter(newest -> newest.sequence() > sent).isPresent();
  }

  private boolean hasLogs() {
    return !lines.isEmpty() && System.nanoTime() - logsDueAt >= 0;
  }

  private long nanosToWait(long end) {
    var now = System.nanoTime();
    return lines.isEmpty() ? end - now : Math.min(end - now, Math.max(1, logsDueAt - now));
  }
}
