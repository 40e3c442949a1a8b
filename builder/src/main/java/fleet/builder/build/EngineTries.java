package fleet.builder.build;

import fleet.builder.engine.EngineException;
import fleet.builder.engine.EngineException.Fault;
import fleet.builder.pool.EnginePool;
import fleet.builder.pool.Lease;
import fleet.builder.pool.choice.Wanted;
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
    this.wanted = new Wanted(platform, Set.of(), lastMaker);
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
  void failed(EngineName engine, EngineException why) throws InterruptedException {
    failures++;
    if (Thread.currentThread().isInterrupted() || why.fault() == Fault.REFUSED || failures == MAX) {
      throw why;
    }
    if (why.fault() == Fault.FULL) {
      full.add(engine);
    }
    pool.suspect(engine);
    wanted = wanted.without(engine);
    if (pool.canServe(wanted)) {
      log.accept("%s; trying another engine".formatted(why.getMessage()));
      return;
    }
    wanted = new Wanted(wanted.platform(), full, wanted.warm());
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
