package fleet.supervisor;

import fleet.contract.client.Backoff;
import fleet.supervisor.engine.Engine;
import fleet.supervisor.engine.EngineException;
import fleet.supervisor.engine.Label;
import fleet.supervisor.time.Doorbell;

/** Rings when a container of ours changes, so that nobody has to ask again and again. */
final class EngineWatch implements AutoCloseable {
  private final Engine engine;
  private final Label owner;
  private final Doorbell bell;
  private final Backoff backoff;
  private final Thread thread = Thread.ofVirtual().name("engine-watch").unstarted(this::run);

  EngineWatch(Engine engine, Label owner, Doorbell bell, Backoff backoff) {
    this.engine = engine;
    this.owner = owner;
    this.bell = bell;
    this.backoff = backoff;
  }

  void start() {
    thread.start();
  }

  @Override
  public void close() {
    thread.interrupt();
  }

  private void run() {
    var failures = new int[1];
    while (!thread.isInterrupted()) {
      try {
        engine.watch(
            owner,
            () -> {
              failures[0] = 0;
              bell.ring();
            });
      } catch (EngineException e) {
        // The run loop meets the same trouble, and tells it.
      }
      pause(++failures[0]);
    }
  }

  private void pause(int failures) {
    try {
      Thread.sleep(backoff.after(failures));
    } catch (InterruptedException e) {
      thread.interrupt();
    }
  }
}
