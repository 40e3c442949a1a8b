package fleet.builder.queue;

import fleet.builder.db.Claim;
import fleet.builder.db.LeaseRows;
import fleet.builder.db.Standing;
import fleet.contract.identity.BuildId;
import fleet.contract.operator.BuildEvent;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes builds from the queue as long as there is room, says that this node is there, and learns
 * what others did to the builds that it knows. One thread, woken by a bell and by time.
 */
final class ClaimLoop implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(ClaimLoop.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration RENEWAL = LeaseRows.LEASE.dividedBy(6);
  private static final Duration SILENCE = Duration.ofMinutes(5);
  private static final Duration SEARCH = Duration.ofMinutes(1);

  private final Bench bench;
  private final BuilderNode node;
  private final Known known;
  private final Semaphore bell = new Semaphore(0);
  private final Every renewal = new Every(RENEWAL);
  private final Every search = new Every(SEARCH);

  /** The builds of this process. */
  interface Known {
    /** All of them. */
    Set<BuildId> all();

    /** Those that run here. */
    Set<BuildId> running();

    boolean hasRoom();

    void begin(Claim claim);

    /** How others left a build that is known here. */
    void learn(Standing standing);

    /** Some time has passed: what is left of ended builds can go; not waited for. */
    void tidy();
  }

  ClaimLoop(Bench bench, BuilderNode node, Known known) {
    this.bench = bench;
    this.node = node;
    this.known = known;
  }

  /** There may be something to take. */
  void ring() {
    bell.release();
  }

  @Override
  public void run() {
    var isAway = false;
    try {
      while (!Thread.currentThread().isInterrupted()) {
        isAway = !round(isAway);
        var _ = bell.tryAcquire(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        var _ = bell.drainPermits();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean round(boolean wasAway) {
    try {
      if (renewal.isDue()) {
        bench.leases().renew(node.id());
      }
      if (search.isDue()) {
        endForsaken();
        known.tidy();
      }
      bench.queue().standings(known.all()).forEach(known::learn);
      take();
      return true;
    } catch (RuntimeException e) {
      if (!wasAway) {
        LOG.atWarn().setCause(e).log("the queue of builds cannot be read");
      }
      return false;
    }
  }

  private void take() {
    while (known.hasRoom()) {
      var claim = bench.leases().claim(node.id(), known.running());
      if (claim.isEmpty()) {
        return;
      }
      known.begin(claim.get());
    }
  }

  private void endForsaken() {
    var ended =
        bench.leases().endForsaken(node.id(), SILENCE, new BuildEvent.Failed(Verdicts.FORSAKEN));
    ended.forEach(build ->
        LOG.atInfo().addKeyValue("build", build).log("ended a build whose server is away"));
  }

  /** Says from time to time that it is time. Mutable, of one thread. */
  private static final class Every {
    private final long nanos;
    private long next = System.nanoTime();

    Every(Duration pause) {
      nanos = pause.toNanos();
    }

    boolean isDue() {
      var now = System.nanoTime();
      if (now - next < 0) {
        return false;
      }
      next = now + nanos;
      return true;
    }
  }
}
