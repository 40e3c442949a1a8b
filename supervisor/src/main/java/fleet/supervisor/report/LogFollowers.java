package fleet.supervisor.report;

import fleet.contract.device.LogLine;
import fleet.supervisor.engine.Engine;
import fleet.supervisor.engine.EngineException;
import fleet.supervisor.engine.LogQuery;
import fleet.supervisor.plan.Container;
import fleet.supervisor.plan.ContainerId;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows what the services write, one stream each. A line is read once in the life of this
 * process; what was written before the process started is not read. Mutable, thread-safe.
 */
public final class LogFollowers implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LogFollowers.class);

  private final Engine engine;
  private final Consumer<LogLine> sink;
  private final Instant start;
  private final Map<ContainerId, Instant> readUpTo = new HashMap<>();
  private final Map<ContainerId, Thread> threads = new HashMap<>();
  private boolean looked;

  /**
   * @param start when this process started
   */
  public LogFollowers(Engine engine, Instant start, Consumer<LogLine> sink) {
    this.engine = engine;
    this.start = start;
    this.sink = sink;
  }

  /** Follows these, as far as they run, and forgets others. */
  public synchronized void follow(List<Container> containers) {
    for (var container : containers) {
      readUpTo.putIfAbsent(container.id(), looked ? Instant.EPOCH : start);
      if (container.isActive() && !threads.containsKey(container.id())) {
        var name = "logs-" + container.service();
        var thread = Thread.ofVirtual().name(name).unstarted(() -> read(container));
        threads.put(container.id(), thread);
        thread.start();
      }
    }
    looked = true;
    forgetOthers(containers.stream().map(Container::id).collect(Collectors.toSet()));
  }

  @Override
  public synchronized void close() {
    forgetOthers(Set.of());
  }

  private void forgetOthers(Set<ContainerId> known) {
    readUpTo.keySet().retainAll(known);
    for (var container : new HashSet<>(threads.keySet())) {
      if (!known.contains(container)) {
        Optional.ofNullable(threads.remove(container)).ifPresent(Thread::interrupt);
      }
    }
  }

  private void read(Container container) {
    try {
      engine.logs(
          container.id(),
          LogQuery.follow(since(container.id())),
          line -> {
            sink.accept(
                new LogLine(
                    line.at(), Optional.of(container.service()), line.stream(), line.text()));
            advance(container.id(), line.at());
          });
    } catch (EngineException e) {
      log.debug("log stream ended: {} service={}", e.getMessage(), container.service());
    } finally {
      ended(container.id());
    }
  }

  private synchronized Instant since(ContainerId container) {
    return readUpTo.getOrDefault(container, start);
  }

  private synchronized void advance(ContainerId container, Instant at) {
    readUpTo.computeIfPresent(
        container, (_, before) -> at.isBefore(before) ? before : at.plusNanos(1));
  }

  private synchronized void ended(ContainerId container) {
    threads.remove(container, Thread.currentThread());
  }
}
