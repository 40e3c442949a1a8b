package fleet.api.device;

import fleet.api.db.Database;
import fleet.contract.device.StateReport;
import fleet.contract.identity.DeviceId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Stores reports that tell nothing new, many in one transaction: those that come while one is being
 * written wait for the next. Thread-safe; one thread writes, and there is none while nothing comes.
 */
final class ReportGroup {
  private static final int MOST = 256;

  private record Waiting(DeviceId device, StateReport report, CompletableFuture<Boolean> stored) {}

  private final StateRows rows = new StateRows();
  private final Database database;
  private final Queue<Waiting> queue = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean writing = new AtomicBoolean();

  ReportGroup(Database database) {
    this.database = database;
  }

  /**
   * Stores the report, durably, when it differs from the last in number and time alone.
   *
   * @return whether it did; nothing was stored when it did not
   */
  boolean store(DeviceId device, StateReport report) {
    var mine = new Waiting(device, report, new CompletableFuture<>());
    queue.add(mine);
    if (writing.compareAndSet(false, true)) {
      Thread.ofVirtual().name("reports").start(this::write);
    }
    return outcome(mine.stored());
  }

  private static boolean outcome(CompletableFuture<Boolean> stored) {
    try {
      return stored.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a report was being stored", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException fault) {
        throw fault;
      }
      throw new IllegalStateException("a report could not be stored", e);
    }
  }

  private void write() {
    do {
      var batch = batch();
      while (!batch.isEmpty()) {
        write(batch);
        batch = batch();
      }
      writing.set(false);
    } while (!queue.isEmpty() && writing.compareAndSet(false, true));
  }

  /** Takes a report of each device; of a second one of the same device nothing is stored. */
  private Map<DeviceId, Waiting> batch() {
    var batch = new LinkedHashMap<DeviceId, Waiting>();
    var next = queue.poll();
    while (next != null) {
      if (batch.putIfAbsent(next.device(), next) != null) {
        next.stored().complete(false);
      }
      next = batch.size() < MOST ? queue.poll() : null;
    }
    return batch;
  }

  private void write(Map<DeviceId, Waiting> batch) {
    try {
      var stored = stored(batch);
      batch.forEach((device, waiting) -> waiting.stored().complete(stored.contains(device)));
    } catch (RuntimeException | Error e) {
      // Errors too: whoever waits must hear of it, and the next batch must be written.
      batch.values().forEach(waiting -> waiting.stored().completeExceptionally(e));
    }
  }

  private Set<DeviceId> stored(Map<DeviceId, Waiting> batch) {
    var reports = batch.values().stream().map(Waiting::report).toList();
    return database.call(tx -> rows.storeUnchanged(tx, batch.keySet(), reports));
  }
}
