package fleet.api.release;

import fleet.api.access.Sight;
import fleet.api.audit.Actor;
import fleet.api.audit.AuditLog;
import fleet.api.audit.Deed;
import fleet.api.db.Database;
import fleet.api.db.Tx;
import fleet.api.event.EventKind;
import fleet.api.event.Outbox;
import fleet.api.fleet.Fleets;
import fleet.api.policy.HostPolicies;
import fleet.api.rollout.Assignments;
import fleet.api.rollout.Rollouts;
import fleet.api.trust.Statements;
import fleet.api.wire.Part;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.ReleaseId;
import fleet.contract.identity.UserName;
import fleet.contract.node.BuiltRelease;
import fleet.contract.operator.Page;
import fleet.contract.operator.ReleaseComparison;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import fleet.contract.release.NewRelease;
import fleet.contract.release.Release;
import fleet.contract.release.ReleaseProvenance;
import fleet.contract.release.ReleaseState;
import fleet.contract.trust.ReleaseStatement;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** Keeps releases, and finds them again. Thread-safe. */
public final class Releases {
  /** What keeping one sets off. */
  public record Effects(
      Statements statements,
      Assignments assignments,
      Rollouts rollouts,
      HostPolicies policies,
      Outbox outbox,
      AuditLog audit) {}

  /** What a release is of whose project says no version. */
  private static final String UNVERSIONED = "0.0.0";

  private final ReleaseRows rows = new ReleaseRows();
  private final Database database;
  private final Effects effects;
  private final InstantSource clock;

  public Releases(Database database, Effects effects, InstantSource clock) {
    this.database = database;
    this.effects = effects;
    this.clock = clock;
  }

  /**
   * Keeps a release; a final one becomes the fleet's. Asked again for the same build, it answers
   * the release that it kept.
   */
  public Release keep(FleetName fleet, NewRelease release) {
    NewReleaseCheck.require(fleet, release);
    return database.call(tx -> {
      var revision = rows.nextRevision(tx, fleet).orElseThrow(() -> Fleets.missing(fleet));
      var before = rows.findByBuild(tx, release.build());
      return before.orElseGet(() -> keep(tx, fleet, revision, release));
    });
  }

  public Optional<Release> find(Tx tx, ReleaseId id) {
    return rows.find(tx, id);
  }

  /** What the fleet runs. */
  public Optional<Release> ofFleet(Tx tx, FleetName fleet) {
    return rows.ofFleet(tx, fleet);
  }

  /**
   * By id, among those that may be known of.
   *
   * @throws ProblemException when there is none
   */
  public Release get(ReleaseId id, Sight sight) {
    return database
        .call(tx -> rows.find(tx, id))
        .filter(release -> sight.sees(release.fleet()))
        .orElseThrow(() -> missing(id.toString()));
  }

  /**
   * By version, or by id as text.
   *
   * @throws ProblemException when there is none
   */
  public Release get(FleetName fleet, String versionOrId) {
    return database.call(tx -> get(tx, fleet, versionOrId));
  }

  /** The same, as it is in the transaction. */
  public Release get(Tx tx, FleetName fleet, String versionOrId) {
    return rows.find(tx, fleet, versionOrId).orElseThrow(() -> missing(versionOrId));
  }

  /** How a release's images were built. */
  public ReleaseProvenance provenance(FleetName fleet, String versionOrId) {
    return database.call(tx ->
        rows.provenance(tx, get(tx, fleet, versionOrId).id()).orElse(ReleaseProvenance.UNKNOWN));
  }

  /**
   * The fleet's newest, whatever became of it.
   *
   * @throws ProblemException when there is none
   */
  public Release newest(FleetName fleet) {
    return database.call(tx -> newest(tx, fleet, Optional.empty()));
  }

  /**
   * The fleet's newest that is final.
   *
   * @throws ProblemException when there is none
   */
  public BuiltRelease newestFinal(FleetName fleet) {
    return database.call(tx -> {
      var release = newest(tx, fleet, Optional.of(ReleaseState.FINAL));
      var provenance = rows.provenance(tx, release.id()).orElse(ReleaseProvenance.UNKNOWN);
      return new BuiltRelease(release, provenance);
    });
  }

  private Release newest(Tx tx, FleetName fleet, Optional<ReleaseState> state) {
    return rows.list(tx, fleet, new ReleaseFilter(state, Map.of()), Integer.MAX_VALUE, 1).stream()
        .findFirst()
        .orElseThrow(() -> missing("newest"));
  }

  /** What is different in the other release. */
  public ReleaseComparison compare(FleetName fleet, String from, String to) {
    return ReleaseComparison.between(
        ReleaseStatement.of(get(fleet, from)), ReleaseStatement.of(get(fleet, to)));
  }

  /** The newest first, without the contents of configs; the cursor is a revision. */
  public Page<Release> list(FleetName fleet, ReleaseFilter filter, Part part) {
    return part.page(
        more ->
            database
                .call(tx -> rows.list(tx, fleet, filter, below(more.after()), more.limit()))
                .stream()
                .map(Release::withoutContents)
                .toList(),
        release -> Integer.toString(release.revision()));
  }

  private Release keep(Tx tx, FleetName fleet, int revision, NewRelease made) {
    effects.policies().require(tx, fleet, made.composition());
    var version = version(tx, fleet, revision, made.semver());
    var release = release(fleet, version, revision, made, state(tx, fleet, made));
    if (!rows.insert(tx, release)) {
      throw new ProblemException(
          ProblemCode.CONFLICT,
          "fleet %s has a release %s already".formatted(fleet, release.version()),
          "raise the project's version");
    }
    rows.countTo(tx, fleet, revision);
    var _ = effects.statements().ofRelease(tx, release);
    effects.outbox().append(tx, EventKind.RELEASE_CREATED, fleet, release.id());
    effects
        .audit()
        .add(
            tx, Actor.of(made.author()), Deed.of("release.create").in(fleet).to(release.version()));
    made.canary().ifPresent(canary -> rows.putCanary(tx, release.id(), canary));
    made.provenance().ifPresent(it -> rows.putProvenance(tx, release.id(), it));
    if (release.state() == ReleaseState.FINAL) {
      goOut(tx, release.author(), release);
    }
    return release;
  }

  private ReleaseState state(Tx tx, FleetName fleet, NewRelease made) {
    if (made.draft()) {
      return ReleaseState.DRAFT;
    }
    var isWaiting =
        effects.statements().signers(tx, fleet).filter(now -> now.required() > 0).isPresent();
    return isWaiting ? ReleaseState.UNSIGNED : ReleaseState.FINAL;
  }

  /** What was pushed goes to the devices, as its author wanted: some first, or all at once. */
  void goOut(Tx tx, UserName by, Release release) {
    rows.canary(tx, release.id())
        .ifPresentOrElse(
            canary -> effects.rollouts().startPushed(tx, by, release, canary),
            () -> toFleet(tx, release));
  }

  /** What is newer than this release and goes out already, as a clause. */
  Optional<String> newer(Tx tx, Release release) {
    var rollout =
        effects
            .rollouts()
            .open(tx, release.fleet())
            .flatMap(id -> rows.find(tx, id))
            .filter(other -> other.revision() > release.revision())
            .map(other -> "%s is rolled out, which is newer".formatted(other.version()));
    return rollout.or(() ->
        rows.ofFleet(tx, release.fleet())
            .filter(other -> other.revision() > release.revision())
            .map(
                other -> "%s runs %s, which is newer".formatted(release.fleet(), other.version())));
  }

  private void toFleet(Tx tx, Release release) {
    var reason = "%s became the fleet's at once".formatted(release.version());
    effects.rollouts().endOpen(tx, release.fleet(), reason);
    effects.assignments().toFleet(tx, release.fleet(), release.id());
  }

  /**
   * The project's own, or a revision of it where it was released before; without one of its own a
   * count. Nobody else makes a release of the fleet meanwhile, for whoever does holds its row.
   */
  private String version(Tx tx, FleetName fleet, int revision, Optional<String> own) {
    var wanted = own.orElse(UNVERSIONED + "+rev" + revision);
    if (!rows.has(tx, fleet, wanted)) {
      return wanted;
    }
    var base = own.orElse(UNVERSIONED);
    var stem = base + (base.contains("+") ? ".rev" : "+rev");
    return stem + (rows.highest(tx, fleet, stem) + 1);
  }

  private Release release(
      FleetName fleet, String version, int revision, NewRelease made, ReleaseState state) {
    return new Release(
        ReleaseId.random(),
        fleet,
        version,
        revision,
        made.build(),
        made.author(),
        made.commit(),
        made.note(),
        made.tags(),
        state,
        Optional.empty(),
        clock.instant(),
        made.services(),
        made.composition());
  }

  private static int below(String cursor) {
    try {
      return cursor.isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(cursor);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("after: expected the cursor of a part before", e);
    }
  }

  static ProblemException missing(String name) {
    return new ProblemException(
        ProblemCode.NOT_FOUND,
        "there is no release '%s'".formatted(name),
        "fleet release list shows them");
  }
}
