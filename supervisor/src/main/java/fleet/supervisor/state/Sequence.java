package fleet.supervisor.state;

/**
 * Numbers that grow over restarts and power cuts too. They are reserved on the disk a thousand at a
 * time, so that a report costs no write. Thread-safe.
 */
public final class Sequence {
  private static final long STRIDE = 1000;

  /** No number from {@code end} on was ever given out. */
  record Reserved(long end) {}

  private final Remembered<Reserved> file;
  private long next;
  private long end;

  Sequence(Remembered<Reserved> file) {
    this.file = file;
  }

  /** A number above all that were given out before. */
  public synchronized long next() {
    if (next == end) {
      next = Math.max(end, file.load().map(Reserved::end).orElse(1L));
      end = next + STRIDE;
      file.save(new Reserved(end));
    }
    return next++;
  }
}
