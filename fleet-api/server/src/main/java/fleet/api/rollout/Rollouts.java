package fleet.api.rollout;

import fleet.api.audit.Actor;
import fleet.api.audit.AuditLog;
import fleet.api.audit.Deed;
import fleet.api.db.Database;
import fleet.api.db.Tx;
import fleet.api.event.EventKind;
import fleet.api.event.Outbox;
import fleet.api.rollout.plan.Draw;
import fleet.api.rollout.plan.Terms;
import fleet.api.wire.Part;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.ReleaseId;
import fleet.contract.identity.UserName;
import fleet.contract.operator.NewRollout;
import fleet.contract.operator.Page;
import fleet.contract.operator.ReleaseSummary;
import fleet.contract.operator.RolloutPlan;
import fleet.contract.operator.RolloutState;
import fleet.contract.operator.RolloutView;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import fleet.contract.release.Canary;
import fleet.contract.release.Release;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Starts, shows and ends rollouts. A fleet has at most one that is open: whatever else becomes the
 * fleet's release ends it. Thread-safe.
 */
public final class Rollouts {
  private static final int MAX_KEPT_SHOWN = 100;
  private static final int SEEDS = 1_000_000;

  /** What starting and ending one sets off. */
  public record Effects(Assignments assignments, Outbox outbox, AuditLog audit) {}

  private final RolloutRows rows = new RolloutRows();
  private final Database database;
  private final Effects effects;
  private final RandomGenerator random;
  private final InstantSource clock;

  public Rollouts(Database database, Effects effects, RandomGenerator random, InstantSource clock) {
    this.database = database;
    this.effects = effects;
    this.random = random;
    this.clock = clock;
  }

  /** Who would move when; nothing moves. */
  public RolloutPlan plan(Release release, NewRollout wanted) {
    return database.call(tx -> {
      var seed = seed(wanted);
      var draw = draw(candidates(tx, release), wanted, seed);
      var terms = terms(wanted.canary());
      return new RolloutPlan(
          summary(release),
          seed,
          draw.first().stream().map(Draw.Candidate::name).toList(),
          draw.rest(),
          draw.kept().stream().limit(MAX_KEPT_SHOWN).toList(),
          terms.soak(),
          terms.deadline());
    });
  }

  /**
   * Starts as planned; an open rollout of the fleet ends.
   *
   * @param release a final one
   * @throws ProblemException when there are not so many devices to go first
   */
  public RolloutView start(Tx tx, UserName by, Release release, NewRollout wanted) {
    var seed = seed(wanted);
    var draw = draw(candidates(tx, release), wanted, seed);
    if (draw.first().size() < wanted.canary().devices()) {
      throw new ProblemException(
          ProblemCode.CONFLICT,
          "%d devices should go first, and %d of %s are online and can"
              .formatted(wanted.canary().devices(), draw.first().size(), release.fleet()),
          "ask for fewer, or see fleet device list --fleet " + release.fleet());
    }
    return start(tx, by, release, draw, new Start(seed, wanted.canary(), ""));
  }

  /**
   * Starts with as many devices as there are. With none, or when one that is named cannot go first,
   * it halts at once: the release is made, and nobody is there to be refused.
   */
  public void startPushed(Tx tx, UserName by, Release release, Canary canary) {
    var wanted =
        new NewRollout(release.version(), canary, canary.named().orElse(List.of()), canary.seed());
    var seed = seed(wanted);
    var fleet = candidates(tx, release);
    var refusal = Draw.refusal(fleet, wanted.devices());
    var draw = refusal.isPresent() ? Draw.nobody(fleet) : draw(fleet, wanted, seed);
    var reason = refusal.orElse("no device is online and can go first");
    var _ = start(tx, by, release, draw, new Start(seed, canary, reason));
  }

  /** What is rolled out in the fleet now. */
  public Optional<ReleaseId> open(Tx tx, FleetName fleet) {
    return rows.lockOpen(tx, fleet).map(open -> open.release().id());
  }

  /** Ends the fleet's open rollout, if there is one, and lets its devices go. */
  public void endOpen(Tx tx, FleetName fleet, String reason) {
    rows.lockOpen(tx, fleet).ifPresent(open -> abort(tx, Actor.server(), open, reason));
  }

  /** The same, if it is that release's. */
  public void endOf(Tx tx, ReleaseId release, FleetName fleet, String reason) {
    rows.lockOpen(tx, fleet)
        .filter(open -> open.release().id().equals(release))
        .ifPresent(open -> abort(tx, Actor.server(), open, reason));
  }

  /** The newest first; the cursor is a number. */
  public Page<RolloutView> list(FleetName fleet, Part part) {
    var page =
        part.<Rollout>page(
            more -> database.call(tx -> rows.list(tx, fleet, below(more.after()), more.limit())),
            rollout -> Long.toString(rollout.number()));
    return database.call(tx ->
        new Page<>(page.items().stream().map(rollout -> view(tx, rollout)).toList(), page.next()));
  }

  /**
   * One of the fleet's.
   *
   * @param id or {@code latest}
   */
  public RolloutView get(FleetName fleet, String id) {
    return database.call(tx -> view(tx, find(tx, fleet, id)));
  }

  /** Gives it up: its devices go back to the fleet's release. */
  public RolloutView abort(UserName by, FleetName fleet, String id) {
    return database.call(tx -> {
      var open = requireOpen(lock(tx, fleet, id));
      abort(tx, Actor.of(by), open, by + " gave it up");
      return view(tx, find(tx, fleet, open.id().toString()));
    });
  }

  /** Goes on in spite of what halted it: the devices where it is not healthy count no more. */
  public RolloutView resume(UserName by, FleetName fleet, String id) {
    return database.call(tx -> {
      var halted = lock(tx, fleet, id);
      if (halted.state() != RolloutState.HALTED) {
        throw new ProblemException(
            ProblemCode.CONFLICT,
            "the rollout of %s is not halted".formatted(halted.release().version()),
            "fleet rollout status %s shows it".formatted(fleet));
      }
      rows.forgive(tx, halted.id());
      var resumed = halted.resumedBy(by.value(), clock.instant());
      rows.change(tx, resumed);
      rows.lookedAt(tx, resumed.id(), clock.instant());
      tell(tx, Actor.of(by), "rollout.resume", resumed);
      return view(tx, resumed);
    });
  }

  /** What every change of state sets off. */
  void tell(Tx tx, Actor by, String what, Rollout rollout) {
    effects.outbox().append(tx, EventKind.ROLLOUT_CHANGED, rollout.fleet(), rollout.id());
    var deed = Deed.of(what).in(rollout.fleet()).to(rollout.release().version());
    effects.audit().add(tx, by, deed);
  }

  /**
   * How a rollout is started.
   *
   * @param nobody why nobody goes first, where that is so
   */
  private record Start(long seed, Canary canary, String nobody) {}

  private RolloutView start(Tx tx, UserName by, Release release, Draw draw, Start start) {
    var fleet = release.fleet();
    endOpen(tx, fleet, "%s is rolled out in its place".formatted(release.version()));
    var now = clock.instant();
    var devices = draw.first().stream().map(Draw.Candidate::id).toList();
    var rollout =
        new Rollout(
            UUID.randomUUID(),
            0,
            fleet,
            summary(release),
            devices.isEmpty() ? RolloutState.HALTED : RolloutState.RUNNING,
            by.value(),
            now,
            now,
            start.seed(),
            terms(start.canary()),
            devices.isEmpty() ? start.nobody() : "has just begun",
            Optional.empty(),
            false,
            now);
    rows.insert(tx, rollout);
    rows.join(tx, rollout, devices);
    effects.assignments().settle(tx, fleet, devices);
    tell(tx, Actor.of(by), "rollout.start", rollout);
    return view(tx, rollout);
  }

  private void abort(Tx tx, Actor by, Rollout open, String reason) {
    var ended = open.turned(RolloutState.ABORTED, reason, open.culprit(), clock.instant());
    rows.change(tx, ended);
    var devices = rows.release(tx, open.fleet());
    effects.assignments().settle(tx, open.fleet(), devices);
    tell(tx, by, "rollout.abort", ended);
  }

  private List<Draw.Candidate> candidates(Tx tx, Release release) {
    var _ = effects.assignments().lockFleet(tx, release.fleet());
    return rows.candidates(tx, release.fleet(), new Obstacles(release), clock.instant());
  }

  private static Draw draw(List<Draw.Candidate> fleet, NewRollout wanted, long seed) {
    return wanted.devices().isEmpty()
        ? Draw.drawn(fleet, wanted.canary().devices(), seed)
        : Draw.named(fleet, wanted.devices());
  }

  private RolloutView view(Tx tx, Rollout rollout) {
    return rollout.view(rows.firsts(tx, rollout, clock.instant()));
  }

  private Rollout find(Tx tx, FleetName fleet, String id) {
    return rows.find(tx, fleet, id)
        .orElseThrow(() ->
            new ProblemException(
                ProblemCode.NOT_FOUND,
                "%s has no such rollout".formatted(fleet),
                "fleet rollout list %s shows them".formatted(fleet)));
  }

  private Rollout lock(Tx tx, FleetName fleet, String id) {
    var _ = effects.assignments().lockFleet(tx, fleet);
    var found = find(tx, fleet, id);
    return rows.lock(tx, found.id()).orElse(found);
  }

  private static Rollout requireOpen(Rollout rollout) {
    if (!rollout.state().isOpen()) {
      throw new ProblemException(
          ProblemCode.CONFLICT,
          "the rollout of %s is over already".formatted(rollout.release().version()),
          "fleet release rollback %s makes an older release the fleet's"
              .formatted(rollout.fleet()));
    }
    return rollout;
  }

  private long seed(NewRollout wanted) {
    return wanted.seed().orElseGet(() -> (long) random.nextInt(SEEDS));
  }

  private static Terms terms(Canary canary) {
    return new Terms(canary.soak().orElse(Canary.SOAK), canary.deadline().orElse(Canary.DEADLINE));
  }

  private static ReleaseSummary summary(Release release) {
    return new ReleaseSummary(
        release.id(), release.version(), release.commit(), release.createdAt());
  }

  private static long below(String cursor) {
    try {
      return cursor.isEmpty() ? Long.MAX_VALUE : Long.parseLong(cursor);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("after: expected the cursor of a part before", e);
    }
  }
}
