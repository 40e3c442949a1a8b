package fleet.builder.build;

import fleet.builder.engine.EngineException;
import fleet.builder.engine.EngineException.Fault;
import fleet.builder.pool.EnginePool;
import fleet.builder.pool.Lease;
import fleet.builder.pool.choice.Wanted;
import fleet.builder.pool.choice.Way;
import fleet.contract.identity.EngineName;
import fleet.contract.release.Platform;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The engines that one image is tried on, one after another: what an engine did wrong another may
 * do right. Mutable, of one thread.
 */
final class EngineTries {
  private static final int MAX = 4;

  /** As long as a restart of Docker takes. */
  private static final Duration RETURN = Duration.ofSeconds(30);

  private final EnginePool pool;
  private final Consumer<String> log;
  private final Set<EngineName> full = new HashSet<>();
  private Wanted wanted;
  private int failures;

  /**
   * @param log of the image
   */
  EngineTries(
      EnginePool pool, Platform platform, Optional<EngineName> lastMaker, Consumer<String> log) {
    this.pool = pool;
    this.log = log;
    this.wanted = Wanted.first(platform, lastMaker);
  }

  /** The next engine, when it has room. */
  Lease next() throws InterruptedException {
    return pool.lease(wanted);
  }

  /**
   * Takes note that an engine failed.
   *
   * @throws EngineException the same, where that is the end of it
   */
  void failed(Lease lease, EngineException why) throws InterruptedException {
    failures++;
    if (Thread.currentThread().isInterrupted() || why.fault() == Fault.REFUSED || failures == MAX) {
      throw why;
    }
    if (why.fault() == Fault.FULL) {
      full.add(lease.name());
    }
    pool.suspect(lease.name());
    wanted = wanted.without(lease.name());
    if (lease.way() != Way.UNSURE) {
      // Elsewhere its steps may not run at all: then it is better to wait.
      wanted = wanted.run();
    }
    if (pool.canServe(wanted)) {
      log.accept("%s; trying another engine".formatted(why.getMessage()));
      return;
    }
    wanted = wanted.without(full);
    if (why.fault() == Fault.FULL && !pool.canServe(wanted)) {
      throw why;
    }
    log.accept("%s; waiting for it".formatted(why.getMessage()));
    if (!pool.awaitService(wanted, RETURN)) {
      throw why;
    }
    log.accept("it is back; trying again");
  }
}
