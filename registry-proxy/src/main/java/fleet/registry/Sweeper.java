package fleet.registry;

import fleet.registry.content.Operations;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Forgets abandoned uploads from time to time, on a thread of its own, from its making on. */
final class Sweeper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);

  private final Operations operations;
  private final Duration pause;
  private final Thread thread;

  private Sweeper(Operations operations, Duration pause) {
    this.operations = operations;
    this.pause = pause;
    this.thread = Thread.ofVirtual().name("registry-sweeper").unstarted(this::run);
  }

  static Sweeper start(Operations operations, Duration pause) {
    var sweeper = new Sweeper(operations, pause);
    sweeper.thread.start();
    return sweeper;
  }

  private void run() {
    try {
      while (true) {
        Thread.sleep(pause);
        sweep();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void sweep() {
    try {
      operations.clearAbandonedUploads();
    } catch (IOException | RuntimeException e) {
      LOG.atWarn().setCause(e).log("could not clear abandoned uploads");
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
