package fleet.api.db;

import org.jdbi.v3.core.Handle;

/**
 * One open transaction. Features pass it on; only {@code *Rows} look inside. Mutable, owned by the
 * thread that opened it.
 */
public final class Tx {
  private final Handle handle;
  private int events;

  Tx(Handle handle) {
    this.handle = handle;
  }

  /** For the rows of the features. */
  public Handle handle() {
    return handle;
  }

  /** Counts so many events of this transaction; returns the number of the first, from 0. */
  public int nextEvents(int count) {
    var first = events;
    events += count;
    return first;
  }
}
