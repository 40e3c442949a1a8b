package fleet.api.job;

import fleet.api.audit.Actor;
import fleet.api.audit.AuditLog;
import fleet.api.audit.Deed;
import fleet.api.db.Database;
import fleet.api.db.DatabaseDownException;
import fleet.api.db.Tx;
import fleet.api.event.EventFeed;
import fleet.api.event.EventKind;
import fleet.api.event.Outbox;
import fleet.contract.identity.DeviceId;
import fleet.contract.problem.ProblemException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out the jobs of which this node has the lease, some devices of each in turn. What is done
 * to a device and that it was done is one transaction, so a node that dies in the middle is
 * followed by any other, and each device has its turn once. One thread runs it.
 */
public final class JobRunner implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);
  private static final Duration LEASE = Duration.ofSeconds(10);
  private static final Duration ROUND_AT_REST = Duration.ofSeconds(5);

  /** Most of what happens is no job. */
  private static final Duration PAUSE = Duration.ofMillis(100);

  private static final Duration PAUSE_AFTER_FAULT = Duration.ofSeconds(1);
  private static final int JOBS_AT_ONCE = 4;
  private static final int DEVICES_IN_TURN = 25;
  private static final int MAX_ATTEMPTS = 3;

  /** Who hears of it. */
  public record Effects(Orders orders, Outbox outbox, AuditLog audit) {}

  private final UUID node = UUID.randomUUID();
  private final QueueRows rows = new QueueRows();
  private final Database database;
  private final EventFeed feed;
  private final Effects effects;
  private final InstantSource clock;

  public JobRunner(Database database, EventFeed feed, Effects effects, InstantSource clock) {
    this.database = database;
    this.feed = feed;
    this.effects = effects;
    this.clock = clock;
  }

  @Override
  public void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        var seen = feed.signal().count();
        if (!round()) {
          feed.signal().awaitBeyond(seen, ROUND_AT_REST);
          Thread.sleep(PAUSE);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Says whether there may be more to do. */
  private boolean round() throws InterruptedException {
    try {
      var leases = database.call(tx -> rows.take(tx, node, LEASE, JOBS_AT_ONCE));
      leases.forEach(this::turn);
      return !leases.isEmpty();
    } catch (RuntimeException e) {
      LOG.atWarn().setCause(e).log("could not look after the jobs");
      Thread.sleep(PAUSE_AFTER_FAULT);
      return true;
    }
  }

  private void turn(QueueRows.Lease lease) {
    var waiting = database.call(tx -> rows.waiting(tx, lease.job(), DEVICES_IN_TURN));
    waiting.forEach(device -> deal(lease, device));
    if (waiting.size() < DEVICES_IN_TURN) {
      database.run(tx -> end(tx, lease));
    }
  }

  private void deal(QueueRows.Lease lease, DeviceId device) {
    try {
      held(lease, device, tx -> effects.orders().carryOut(tx, lease.job(), device));
    } catch (ProblemException e) {
      held(lease, device, _ -> Outcome.failed(e.problem().message()));
    } catch (DatabaseDownException e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.atWarn()
          .addKeyValue("job", lease.job().id())
          .addKeyValue("device", device)
          .setCause(e)
          .log("order not carried out");
      stumbled(lease, device);
    }
  }

  /** Something that decides how it goes for a device. */
  private interface Work {
    Outcome of(Tx tx);
  }

  private void held(QueueRows.Lease lease, DeviceId device, Work work) {
    database.run(tx -> {
      effects.orders().hold(tx, lease.job());
      if (rows.hold(tx, lease, device)) {
        rows.settle(tx, lease, device, work.of(tx), clock.instant());
      }
    });
  }

  /** It may have been a moment's trouble, so it is tried again, but not for ever. */
  private void stumbled(QueueRows.Lease lease, DeviceId device) {
    database.run(tx -> {
      if (rows.hold(tx, lease, device) && rows.stumble(tx, lease, device) >= MAX_ATTEMPTS) {
        var outcome = Outcome.failed("the server failed at it; the cause is in its log");
        rows.settle(tx, lease, device, outcome, clock.instant());
      }
    });
  }

  private void end(Tx tx, QueueRows.Lease lease) {
    var job = lease.job();
    if (rows.end(tx, lease, clock.instant())) {
      effects.outbox().append(tx, EventKind.JOB_CHANGED, job.fleet(), job.id());
      effects.audit().add(tx, Actor.server(), Deed.of("job.done").in(job.fleet()).to(job.id()));
    }
  }
}
