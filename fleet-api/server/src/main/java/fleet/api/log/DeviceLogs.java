package fleet.api.log;

import fleet.api.db.Database;
import fleet.api.db.Tx;
import fleet.api.event.Signal;
import fleet.contract.device.LogBatch;
import fleet.contract.device.LogLine;
import fleet.contract.identity.DeviceId;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Keeps the newest lines of each device. Thread-safe. */
public final class DeviceLogs {
  private static final long MAX_BYTES = 8L * 1024 * 1024;
  private static final int TRIM_EVERY = 16;
  private static final int PART = 50;

  private final LogRows rows = new LogRows();
  private final Signal signal = new Signal();
  private final Database database;
  private final InstantSource clock;

  public DeviceLogs(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Stores a batch. */
  public void add(DeviceId device, LogBatch batch) {
    if (batch.lines().isEmpty()) {
      return;
    }
    database.run(tx -> {
      var id = rows.insert(tx, device, batch, clock.instant());
      if (id % TRIM_EVERY == 0) {
        rows.trim(tx, device, MAX_BYTES);
      }
    });
    signal.raise();
  }

  /** Counts up when a batch is stored on this node; other nodes' are seen by looking. */
  public Signal signal() {
    return signal;
  }

  /** The last lines, the oldest first. */
  public LogPart last(LogQuery query) {
    return database.call(tx -> last(tx, query));
  }

  /** Lines that came after a cursor. */
  public LogPart after(LogQuery query, long cursor) {
    var found = database.call(tx -> rows.after(tx, query.device(), cursor, PART));
    var lines = found.stream().flatMap(row -> row.lines().stream()).filter(query::wants).toList();
    return new LogPart(lines, found.isEmpty() ? cursor : found.getLast().id());
  }

  private LogPart last(Tx tx, LogQuery query) {
    var newest = rows.before(tx, query.device(), Long.MAX_VALUE, 1);
    var cursor = newest.isEmpty() ? 0 : newest.getFirst().id();
    var lines = new ArrayList<LogLine>();
    var below = cursor + 1;
    while (lines.size() < query.limit()) {
      var part = rows.before(tx, query.device(), below, PART);
      if (part.isEmpty()) {
        break;
      }
      part.forEach(row -> row.lines().reversed().stream().filter(query::wants).forEach(lines::add));
      below = part.getLast().id();
    }
    List<LogLine> wanted = new ArrayList<>(lines.subList(0, Math.min(query.limit(), lines.size())));
    Collections.reverse(wanted);
    return new LogPart(wanted, cursor);
  }
}
