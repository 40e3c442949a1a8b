package fleet.builder.engine;

/**
 * Ends the wait of the thread that made it, for an engine that fell silent. Thread-safe; closed by
 * that thread.
 */
final class Lifeline implements AutoCloseable {
  private final Thread waiting = Thread.currentThread();
  private boolean over;
  private boolean cut;

  /** Does nothing once the thread no longer waits. */
  synchronized void cut() {
    if (!over) {
      cut = true;
      waiting.interrupt();
    }
  }

  /** The interruption is over with the wait: it says nothing to others. */
  @Override
  public synchronized void close() {
    over = true;
    if (cut) {
      var _ = Thread.interrupted();
    }
  }
}
