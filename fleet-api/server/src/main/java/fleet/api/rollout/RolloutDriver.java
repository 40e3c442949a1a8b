package fleet.api.rollout;

import fleet.api.audit.Actor;
import fleet.api.db.Database;
import fleet.api.db.Tx;
import fleet.api.event.EventFeed;
import fleet.api.rollout.plan.Judge;
import fleet.api.rollout.plan.Verdict;
import fleet.contract.operator.RolloutState;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drives the rollouts of which this node has the lease: looks at their first devices, decides, and
 * does what was decided, each in one transaction. Everything is in the database, so a node that
 * dies in the middle is followed by any other when its lease is over. One thread runs it.
 */
public final class RolloutDriver implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(RolloutDriver.class);
  private static final Duration LEASE = Duration.ofSeconds(10);
  private static final Duration ROUND = Duration.ofSeconds(1);
  private static final Duration ROUND_AT_REST = Duration.ofSeconds(15);
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final UUID node = UUID.randomUUID();
  private final LeaseRows leases = new LeaseRows();
  private final RolloutRows rows = new RolloutRows();
  private final Database database;
  private final EventFeed feed;
  private final Rollouts rollouts;
  private final Rollouts.Effects effects;
  private final InstantSource clock;

  public RolloutDriver(
      Database database,
      EventFeed feed,
      Rollouts rollouts,
      Rollouts.Effects effects,
      InstantSource clock) {
    this.database = database;
    this.feed = feed;
    this.rollouts = rollouts;
    this.effects = effects;
    this.clock = clock;
  }

  @Override
  public void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        var seen = feed.signal().count();
        var goesOn = round();
        feed.signal().awaitBeyond(seen, goesOn ? ROUND : ROUND_AT_REST);
        Thread.sleep(PAUSE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Says whether any rollout goes on. */
  private boolean round() {
    try {
      if (!database.call(leases::anyGoesOn)) {
        return false;
      }
      database.call(tx -> leases.take(tx, node, LEASE)).forEach(this::step);
    } catch (RuntimeException e) {
      LOG.atWarn().setCause(e).log("could not look after the rollouts");
    }
    return true;
  }

  private void step(LeaseRows.Lease lease) {
    try {
      database.run(tx -> step(tx, lease));
    } catch (RuntimeException e) {
      LOG.atWarn().addKeyValue("rollout", lease.rollout()).setCause(e).log("rollout not driven");
    }
  }

  /** The fleet is locked before the rollout, as everybody does who ends one. */
  private void step(Tx tx, LeaseRows.Lease lease) {
    rows.fleetOf(tx, lease.rollout())
        .ifPresent(fleet -> {
          var _ = effects.assignments().lockFleet(tx, fleet);
          rows.lock(tx, lease).ifPresent(rollout -> judge(tx, rollout));
        });
  }

  private void judge(Tx tx, Rollout rollout) {
    var now = clock.instant();
    var verdict = Judge.decide(rollout.course(rows.firsts(tx, rollout, now)), now);
    rows.stand(tx, rollout.id(), verdict.standings());
    rows.lookedAt(tx, rollout.id(), now);
    if (verdict.state() == rollout.state() && verdict.reason().equals(rollout.reason())) {
      return;
    }
    var turned = rollout.turned(verdict.state(), verdict.reason(), verdict.culprit(), now);
    rows.change(tx, turned);
    if (verdict.state() != rollout.state()) {
      turn(tx, turned, verdict);
    }
  }

  private void turn(Tx tx, Rollout turned, Verdict verdict) {
    if (verdict.state() == RolloutState.DONE) {
      var _ = rows.release(tx, turned.fleet());
      effects.assignments().toFleet(tx, turned.fleet(), turned.release().id());
    }
    rollouts.tell(tx, Actor.server(), "rollout." + word(verdict.state()), turned);
    LOG.atInfo()
        .addKeyValue("rollout", turned.id())
        .addKeyValue("fleet", turned.fleet())
        .addKeyValue("release", turned.release().version())
        .addKeyValue("state", verdict.state())
        .addKeyValue("reason", verdict.reason())
        .log("the rollout has another state");
  }

  private static String word(RolloutState state) {
    return switch (state) {
      case RUNNING -> "run";
      case SOAKING -> "soak";
      case HALTED -> "halt";
      case DONE -> "done";
      case ABORTED -> "abort";
    };
  }
}
