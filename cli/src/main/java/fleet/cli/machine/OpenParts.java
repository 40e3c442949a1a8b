package fleet.cli.machine;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was started, to be closed in reverse. Thread-safe: a signal may close it while it is being
 * filled, and then what comes late is closed at once.
 */
public final class OpenParts implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OpenParts.class);

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private boolean closed;

  /**
   * Takes a part that is to be closed; before it is started, so that half a start is undone too.
   *
   * @throws IllegalStateException when everything is being closed already
   */
  public synchronized <T extends AutoCloseable> T add(T part) {
    if (closed) {
      close(part);
      throw new IllegalStateException("the server is stopping");
    }
    parts.push(part);
    return part;
  }

  /** Closes all, the last one first; one that fails does not keep the others open. */
  @Override
  public synchronized void close() {
    closed = true;
    while (!parts.isEmpty()) {
      close(parts.pop());
    }
  }

  private static void close(AutoCloseable part) {
    try {
      part.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      LOG.atError()
          .addKeyValue("part", part.getClass().getSimpleName())
          .setCause(e)
          .log("could not close a part of the server");
    }
  }
}
