package fleet.api.job;

import fleet.api.access.Access;
import fleet.api.access.Person;
import fleet.api.audit.Actor;
import fleet.api.audit.AuditLog;
import fleet.api.audit.Deed;
import fleet.api.db.Database;
import fleet.api.event.EventKind;
import fleet.api.event.Outbox;
import fleet.api.fleet.Fleets;
import fleet.api.query.Condition;
import fleet.api.query.Query;
import fleet.api.wire.Part;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.UserName;
import fleet.contract.job.JobAction;
import fleet.contract.job.JobDevice;
import fleet.contract.job.JobDeviceState;
import fleet.contract.job.JobPlan;
import fleet.contract.job.JobSelection;
import fleet.contract.job.JobView;
import fleet.contract.job.NewJob;
import fleet.contract.operator.Page;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Takes orders to many devices, and tells how they go. Thread-safe. */
public final class Jobs {
  private static final int MAX_RUNNING = 20;
  private static final int KEPT = 500;
  private static final Duration KEPT_FOR = Duration.ofDays(30);

  /** What it needs of its neighbours. */
  public record Parts(Fleets fleets, Outbox outbox, AuditLog audit) {}

  private final JobRows rows = new JobRows();
  private final Database database;
  private final Parts parts;
  private final InstantSource clock;

  public Jobs(Database database, Parts parts, InstantSource clock) {
    this.database = database;
    this.parts = parts;
    this.clock = clock;
  }

  /**
   * The devices that a job would have.
   *
   * @param meant what the selection means
   * @throws ProblemException when it names a device that is not there, or means too many
   */
  public JobPlan plan(FleetName fleet, JobSelection selection, Query meant) {
    var where = Condition.of(meant, clock.instant());
    var most = JobSelection.MAX_DEVICES + 1;
    var found = database.call(tx -> rows.meant(tx, fleet, where, most));
    if (found.size() == most) {
      throw new ProblemException(
          ProblemCode.INVALID_REQUEST,
          "a job has at most %d devices, and this means more".formatted(JobSelection.MAX_DEVICES),
          "narrow the query, and make several jobs");
    }
    Named.requireAll(fleet, selection, found);
    return new JobPlan(found);
  }

  /**
   * Makes a job; its devices are chosen now.
   *
   * @throws ProblemException when they may not, or it means no device, or another number of them
   */
  public JobView create(Person by, FleetName fleet, NewJob wanted, Query meant) {
    requireRight(by, fleet, wanted.action());
    var devices = plan(fleet, wanted.selection(), meant).devices();
    requireCount(fleet, wanted, devices);
    var job = new Job(UUID.randomUUID(), fleet, wanted.action(), by.name(), by.limits());
    return database.call(tx -> {
      parts.fleets().require(tx, fleet);
      if (rows.lockRunning(tx, fleet) >= MAX_RUNNING) {
        throw new ProblemException(
            ProblemCode.CONFLICT,
            "fleet %s has %d jobs that run already".formatted(fleet, MAX_RUNNING),
            "wait for one of them: fleet job list " + fleet);
      }
      rows.insert(tx, job, wanted.selection(), clock.instant(), devices);
      rows.deleteBeyond(tx, fleet, KEPT);
      parts.outbox().append(tx, EventKind.JOB_CHANGED, fleet, job.id());
      var what = Words.of(wanted.action());
      var subject = "%s: %s on %d devices".formatted(job.id(), what, devices.size());
      parts.audit().add(tx, Actor.of(by.name()), Deed.of("job.create").in(fleet).to(subject));
      return rows.find(tx, fleet, job.id().toString()).orElseThrow();
    });
  }

  /** The newest first. */
  public Page<JobView> list(FleetName fleet, Part part) {
    return part.page(
        more -> database.call(tx -> rows.list(tx, fleet, more)), job -> job.id().toString());
  }

  /**
   * One job, by id, or the {@code latest}.
   *
   * @throws ProblemException when there is none
   */
  public JobView get(FleetName fleet, String which) {
    return database.call(tx -> rows.find(tx, fleet, which)).orElseThrow(() -> missing(fleet));
  }

  /** How it went for its devices, by name. */
  public Page<JobDevice> devices(JobView job, Optional<JobDeviceState> state, Part part) {
    return part.page(
        more -> database.call(tx -> rows.devices(tx, job.id(), state, more)),
        device -> device.name().value());
  }

  /**
   * Ends a job; what is done stays done.
   *
   * @throws ProblemException when it is over
   */
  public JobView cancel(UserName by, FleetName fleet, String which) {
    var job = get(fleet, which);
    return database.call(tx -> {
      if (!rows.cancel(tx, job.id(), by, clock.instant())) {
        throw new ProblemException(
            ProblemCode.CONFLICT, "job %s is over already".formatted(job.id()), "");
      }
      parts.outbox().append(tx, EventKind.JOB_CHANGED, fleet, job.id());
      parts.audit().add(tx, Actor.of(by), Deed.of("job.cancel").in(fleet).to(job.id()));
      return rows.find(tx, fleet, job.id().toString()).orElseThrow(() -> missing(fleet));
    });
  }

  /** Forgets jobs that ended long ago. Any node may, at any time. */
  public void prune() {
    database.run(tx -> rows.deleteBefore(tx, clock.instant().minus(KEPT_FOR)));
  }

  private void requireRight(Person by, FleetName fleet, JobAction action) {
    if (action instanceof JobAction.Move(var to)
        && (!by.sight().sees(to) || !parts.fleets().exists(to))) {
      throw Fleets.missing(to);
    }
    Access.require(JobRights.decide(by, action, fleet));
  }

  private static void requireCount(FleetName fleet, NewJob wanted, List<JobPlan.Device> devices) {
    if (devices.isEmpty()) {
      throw new ProblemException(
          ProblemCode.NOT_FOUND,
          "no device of fleet %s is meant".formatted(fleet),
          "fleet device list --fleet %s --where QUERY shows who is".formatted(fleet));
    }
    if (wanted.count().filter(seen -> seen != devices.size()).isPresent()) {
      throw new ProblemException(
          ProblemCode.CONFLICT,
          "%d devices are meant now, and not %d"
              .formatted(devices.size(), wanted.count().orElseThrow()),
          "look again who they are");
    }
  }

  private static ProblemException missing(FleetName fleet) {
    return new ProblemException(
        ProblemCode.NOT_FOUND,
        "fleet %s has no such job".formatted(fleet),
        "fleet job list %s shows them".formatted(fleet));
  }
}
