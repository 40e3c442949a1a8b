package fleet.builder.progress;

import fleet.contract.identity.BuildId;
import fleet.contract.identity.SecretBytes;
import fleet.contract.operator.BuildEvent;
import fleet.contract.operator.BuildStep;
import fleet.contract.problem.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The log of one build, from its start to its end. Mutable, thread-safe: the build writes, any
 * number of threads follow. Bounded: when it is full it says so once, and leaves out what follows
 * but for the closing lines.
 */
public final class BuildLog {
  static final int MAX_LINES = 20_000;
  static final int MAX_CLOSING_LINES = 100;
  static final int MAX_LINE_CHARS = 1_000;
  private static final int MAX_STEP_CHARS = 300;
  private static final String FULL = "(the log is full; what follows is left out)";

  private final BuildId build;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition grown = lock.newCondition();
  private final List<BuildEvent> events = new ArrayList<>();
  private long lines;
  private int closingLines;
  private boolean ended;
  private final List<byte[]> hidden = new ArrayList<>();
  private Mask mask = new Mask(List.of());

  public BuildLog(BuildId build) {
    this(build, List.of());
  }

  /**
   * Goes on with a log that was begun elsewhere.
   *
   * @param before its lines, numbered from 1
   */
  public BuildLog(BuildId build, List<BuildEvent.Line> before) {
    this.build = build;
    this.lines = before.size();
    events.add(new BuildEvent.Started(build));
    events.addAll(before);
  }

  /** How many lines there are. */
  public long lines() {
    lock.lock();
    try {
      return lines;
    } finally {
      lock.unlock();
    }
  }

  /** Takes lines that another builder wrote; those that are here already stay as they are. */
  public void take(List<BuildEvent.Line> written) {
    lock.lock();
    try {
      for (var line : written) {
        if (!ended && line.number() > lines) {
          lines = line.number();
          events.add(line);
        }
      }
      grown.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Ends the log here without a verdict: what follows is in another. */
  public void stop() {
    lock.lock();
    try {
      ended = true;
      grown.signalAll();
    } finally {
      lock.unlock();
    }
  }

  public BuildId build() {
    return build;
  }

  /** From now on these values are not told, whatever says them. */
  public void hide(Collection<SecretBytes> secrets) {
    lock.lock();
    try {
      secrets.forEach(secret -> hidden.add(secret.reveal()));
      mask = new Mask(hidden);
    } finally {
      lock.unlock();
    }
  }

  /** The same problem without any value that must not be told. */
  public Problem masked(Problem problem) {
    lock.lock();
    try {
      return new Problem(
          problem.code(),
          mask.over(problem.message()),
          mask.over(problem.hint()),
          problem.detail());
    } finally {
      lock.unlock();
    }
  }

  /** Adds a line of the build's work. */
  public void line(String text) {
    line(text, Optional.empty());
  }

  /** Adds a line that tells the end of a step. */
  public void line(String text, BuildStep step) {
    line(text, Optional.of(step));
  }

  private void line(String text, Optional<BuildStep> step) {
    lock.lock();
    try {
      if (lines == MAX_LINES - 1) {
        add(FULL, Optional.empty());
      } else if (lines < MAX_LINES) {
        add(text, step);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Adds a line that says how the build ended; these have room of their own. */
  public void closingLine(String text) {
    lock.lock();
    try {
      if (closingLines++ < MAX_CLOSING_LINES) {
        add(text, Optional.empty());
      }
    } finally {
      lock.unlock();
    }
  }

  /** Ends the log with {@code Succeeded} or {@code Failed}; nothing can follow. */
  public void end(BuildEvent verdict) {
    lock.lock();
    try {
      if (!ended) {
        events.add(verdict);
        ended = true;
        grown.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until there are more than so many events, and returns those beyond them; empty when the
   * log has ended and all of it was seen.
   */
  public List<BuildEvent> after(int seen) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (events.size() <= seen && !ended) {
        grown.await();
      }
      return seen >= events.size() ? List.of() : List.copyOf(events.subList(seen, events.size()));
    } finally {
      lock.unlock();
    }
  }

  /** The events beyond so many, without waiting. */
  public List<BuildEvent> since(int seen) {
    lock.lock();
    try {
      return List.copyOf(events.subList(seen, events.size()));
    } finally {
      lock.unlock();
    }
  }

  /** Waits for more than so many events, or the end, and says whether it came within that time. */
  public boolean grows(int seen, Duration within) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      var nanos = within.toNanos();
      while (events.size() <= seen && !ended && nanos > 0) {
        nanos = grown.awaitNanos(nanos);
      }
      return events.size() > seen || ended;
    } finally {
      lock.unlock();
    }
  }

  private void add(String text, Optional<BuildStep> step) {
    if (!ended) {
      lines++;
      events.add(new BuildEvent.Line(lines, told(text, MAX_LINE_CHARS), step.map(this::told)));
      grown.signalAll();
    }
  }

  private BuildStep told(BuildStep step) {
    return new BuildStep(
        step.service(),
        step.variant(),
        told(step.name(), MAX_STEP_CHARS),
        step.millis(),
        step.cached(),
        step.failed());
  }

  private String told(String text, int maxChars) {
    var masked = text.length() > maxChars ? mask.overCut(text) : mask.over(text);
    return Printable.line(masked, maxChars);
  }
}
