package fleet.supervisor.target;

import fleet.contract.device.TargetState;
import fleet.supervisor.state.Remembered;
import java.util.Optional;

/**
 * The last target that the API sent; it outlives the process. Mutable, thread-safe: the channel
 * writes, the run loop reads.
 */
public final class Targets {
  /** A target and the tag by which the API knows it. */
  public record Received(String etag, TargetState state) {}

  private final Remembered<Received> file;
  private final Runnable changed;
  private Optional<Received> current = Optional.empty();

  /**
   * @param changed told after each new target
   */
  public Targets(Remembered<Received> file, Runnable changed) {
    this.file = file;
    this.changed = changed;
  }

  /** Remembers the target of an earlier life. */
  public synchronized void start() {
    current = file.load();
  }

  public synchronized Optional<Received> current() {
    return current;
  }

  /** Takes a target, which is on the disk when this returns. */
  public void accept(Received received) {
    synchronized (this) {
      if (current.filter(received::equals).isPresent()) {
        return;
      }
      file.save(received);
      current = Optional.of(received);
    }
    changed.run();
  }
}
