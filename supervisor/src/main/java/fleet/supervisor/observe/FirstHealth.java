package fleet.supervisor.observe;

import fleet.supervisor.engine.Engine;
import fleet.supervisor.engine.EngineContainer;
import fleet.supervisor.engine.EngineException;
import fleet.supervisor.engine.HealthTest;
import fleet.supervisor.plan.ContainerId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Runs the health tests of containers that have just started, since the engine runs its first one a
 * whole interval after the start, 30 s by default, and whoever depends on the service waits. A test
 * that passes counts until the engine has a result of its own. Thread-safe.
 */
public final class FirstHealth implements AutoCloseable {
  /** One start of one container. */
  private record Start(ContainerId container, HealthTest test) {}

  private static final int FIRST_MILLIS = 50;
  private static final int TRIES = 10;

  private final Engine engine;
  private final Runnable changed;
  private final Map<Start, Thread> tested = new HashMap<>();
  private final Set<Start> passed = new HashSet<>();

  /**
   * @param changed told when a container has passed
   */
  public FirstHealth(Engine engine, Runnable changed) {
    this.engine = engine;
    this.changed = changed;
  }

  /** The same containers, those healthy that passed meanwhile; tests begin for new ones. */
  synchronized List<EngineContainer> judge(List<EngineContainer> seen) {
    var starts = new HashSet<Start>();
    for (var container : seen) {
      container.healthTest().ifPresent(test -> starts.add(new Start(container.id(), test)));
    }
    keepOnly(starts);
    starts.forEach(this::begin);
    return seen.stream().map(this::judged).toList();
  }

  /** Ends what runs. */
  @Override
  public synchronized void close() {
    keepOnly(Set.of());
  }

  private EngineContainer judged(EngineContainer container) {
    return container
            .healthTest()
            .filter(test -> passed.contains(new Start(container.id(), test)))
            .isPresent()
        ? container.healthy()
        : container;
  }

  private void keepOnly(Set<Start> starts) {
    tested.forEach((start, thread) -> {
      if (!starts.contains(start)) {
        thread.interrupt();
      }
    });
    tested.keySet().retainAll(starts);
    passed.retainAll(starts);
  }

  private void begin(Start start) {
    tested.computeIfAbsent(
        start, _ -> Thread.ofVirtual().name("first-health").start(() -> test(start)));
  }

  /** Each try waits twice as long as the one before it; all together take less than a minute. */
  private void test(Start start) {
    try {
      for (var tries = 0; tries < TRIES; tries++) {
        Thread.sleep((long) FIRST_MILLIS << tries);
        if (engine.passes(start.container(), start.test().command())) {
          passes(start);
          return;
        }
      }
    } catch (EngineException e) {
      // It ended, or the engine did: what is seen next tells.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void passes(Start start) {
    synchronized (this) {
      if (!tested.containsKey(start)) {
        return;
      }
      passed.add(start);
    }
    changed.run();
  }
}
