package fleet.api.event;

import fleet.api.db.Database;
import fleet.api.db.Doorbell;
import fleet.contract.operator.Event;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Reads the outbox as it grows and tells everybody on this node. The newest events stay in memory
 * for those who resume. Thread-safe.
 */
public final class EventFeed implements AutoCloseable {
  private static final int BATCH = 1000;
  private static final int KEPT_IN_MEMORY = 4096;
  private static final Duration KEPT = Duration.ofDays(7);
  private static final Duration PRUNE_EVERY = Duration.ofHours(1);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
  private static final Duration UNSETTLED_WAIT = Duration.ofMillis(5);

  /** Who wants to know; called on the feed's thread, so it must not block. */
  public interface Listener {
    /** These happened, in this order. */
    void happened(List<Event> events);

    /** This node may miss events from now on: nothing that it remembers may be trusted. */
    void cutOff();

    /** This node hears all again; anything may have changed meanwhile. */
    void backAgain();
  }

  private final Database database;
  private final InstantSource clock;
  private final EventRows rows = new EventRows();
  private final Doorbell doorbell;
  private final Signal signal = new Signal();
  private final Hearing hearing;
  private final List<Listener> listeners = new ArrayList<>();
  private final Deque<Event> newest = new ArrayDeque<>();
  private volatile long position;
  private long memoryStart;
  private Instant nextPrune = Instant.MIN;

  public EventFeed(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
    this.hearing = new Hearing(clock.instant());
    this.doorbell = new Doorbell(database, EventRows.CHANNEL, new Reader());
  }

  /** Adds a listener; before {@link #start} only. */
  public void subscribe(Listener listener) {
    listeners.add(listener);
  }

  /** Begins with what happens from now on. */
  public void start() {
    database.run(rows::goOnBehindAll);
    position = database.call(rows::bound) - 1;
    memoryStart = position;
    doorbell.start();
  }

  @Override
  public void close() {
    doorbell.close();
  }

  /** The cursor of the newest event that was told. */
  public long position() {
    return position;
  }

  /** Counts up with each batch that was told. */
  public Signal signal() {
    return signal;
  }

  /**
   * What happened after a cursor, at most so much as one batch; nothing for a cursor from the
   * future, which another database gave.
   */
  public List<Event> after(long cursor) {
    synchronized (newest) {
      if (cursor >= memoryStart) {
        return newest.stream().filter(event -> event.cursor() > cursor).limit(BATCH).toList();
      }
    }
    return database.call(tx -> rows.after(tx, cursor, BATCH)).stream()
        .filter(EventRows.Row::settled)
        .map(EventRows.Row::event)
        .filter(event -> event.cursor() <= position)
        .toList();
  }

  /** Whether this node hears of all that happens. */
  public Hearing hearing() {
    return hearing;
  }

  /**
   * Removes what is too old, now and then. Blocking; of one thread, and not the one that tells,
   * which would be deaf meanwhile.
   */
  public void prune() {
    var now = clock.instant();
    if (!now.isBefore(nextPrune)) {
      database.run(tx -> rows.deleteBefore(tx, now.minus(KEPT)));
      nextPrune = now.plus(PRUNE_EVERY);
    }
  }

  private void tell(List<Event> events) {
    synchronized (newest) {
      newest.addAll(events);
      while (newest.size() > KEPT_IN_MEMORY) {
        memoryStart = newest.removeFirst().cursor();
      }
    }
    position = events.getLast().cursor();
    listeners.forEach(listener -> listener.happened(events));
    signal.raise();
  }

  /** Runs on the doorbell's thread. */
  private final class Reader implements Doorbell.Owner {
    @Override
    public Duration look() {
      while (true) {
        var asked = clock.instant();
        var found = database.call(tx -> rows.after(tx, position, BATCH));
        var settled =
            found.stream().takeWhile(EventRows.Row::settled).map(EventRows.Row::event).toList();
        if (!settled.isEmpty()) {
          tell(settled);
        }
        var isAllSettled = settled.size() == found.size();
        hearing.answered(asked, isAllSettled && found.size() < BATCH);
        if (!isAllSettled) {
          return UNSETTLED_WAIT;
        }
        if (found.size() < BATCH) {
          return LONGEST_WAIT;
        }
      }
    }

    @Override
    public void cutOff() {
      hearing.ends();
      listeners.forEach(Listener::cutOff);
    }

    @Override
    public void backAgain() {
      hearing.begins();
      listeners.forEach(Listener::backAgain);
    }
  }
}
