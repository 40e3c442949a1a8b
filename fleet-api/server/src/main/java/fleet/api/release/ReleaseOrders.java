package fleet.api.release;

import fleet.api.audit.Actor;
import fleet.api.audit.Deed;
import fleet.api.db.Database;
import fleet.api.db.Tx;
import fleet.api.event.EventKind;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.ReleaseId;
import fleet.contract.identity.UserName;
import fleet.contract.operator.Invalidation;
import fleet.contract.operator.NewRollout;
import fleet.contract.operator.NewSignatures;
import fleet.contract.operator.ReleaseEdit;
import fleet.contract.operator.Rollback;
import fleet.contract.operator.RolloutView;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import fleet.contract.release.Release;
import fleet.contract.release.ReleaseState;
import java.util.HashMap;
import java.util.Optional;

/** What people do with releases that are there. Thread-safe. */
public final class ReleaseOrders {
  private final ReleaseRows rows = new ReleaseRows();
  private final Database database;
  private final Releases releases;
  private final Releases.Effects effects;

  public ReleaseOrders(Database database, Releases releases, Releases.Effects effects) {
    this.database = database;
    this.releases = releases;
    this.effects = effects;
  }

  /** Changes the words on a release. */
  public Release edit(UserName by, FleetName fleet, String name, ReleaseEdit edit) {
    return database.call(tx -> {
      var release = lock(tx, fleet, name);
      var tags = new HashMap<>(release.tags());
      tags.keySet().removeAll(edit.untag());
      tags.putAll(edit.tags());
      var edited = release.described(edit.note().orElse(release.note()), tags);
      NewReleaseCheck.requireWords(edited.note(), edited.tags());
      return changed(tx, by, "release.edit", edited);
    });
  }

  /**
   * A draft becomes final and goes out as its author wanted; one that lacks signatures does so once
   * it has them.
   */
  public Release finish(UserName by, FleetName fleet, String name) {
    return database.call(tx -> {
      var release = lock(tx, fleet, name);
      if (release.state() == ReleaseState.DRAFT && !effects.statements().isSigned(tx, release)) {
        return changed(tx, by, "release.finalize", release.asUnsigned());
      }
      if (release.state() != ReleaseState.DRAFT && release.state() != ReleaseState.UNSIGNED) {
        throw new ProblemException(
            ProblemCode.CONFLICT,
            "release %s is no draft".formatted(release.version()),
            "fleet release deploy %s %s makes it the fleet's".formatted(fleet, release.version()));
      }
      var finished = asFinal(tx, by, release);
      var deed = Deed.of("release.finalize").in(fleet).to(release.version());
      effects.audit().add(tx, Actor.of(by), deed);
      releases.goOut(tx, by, finished);
      return finished;
    });
  }

  /**
   * Keeps what people signed of the release: the last one that it lacked lets it out, unless
   * something newer went out meanwhile. Going back is for somebody to order.
   */
  public Release sign(UserName by, FleetName fleet, String name, NewSignatures wanted) {
    return database.call(tx -> {
      var release = lock(tx, fleet, name);
      var deed = Deed.of("release.sign").in(fleet).to(release.version());
      effects.statements().addSignatures(tx, release, wanted.signatures()).stream()
          .map(deed::aboutSigner)
          .forEach(each -> effects.audit().add(tx, Actor.of(by), each));
      if (release.state() != ReleaseState.UNSIGNED || !effects.statements().isSigned(tx, release)) {
        return release;
      }
      var newer = releases.newer(tx, release);
      if (newer.isPresent()) {
        return changed(tx, by, "release.final", release.asHeld(newer.get()));
      }
      var signed = changed(tx, by, "release.final", release.asFinal());
      releases.goOut(tx, release.author(), signed);
      return signed;
    });
  }

  /** A release becomes the fleet's; a draft becomes final by that. */
  public Release deploy(UserName by, FleetName fleet, String name) {
    return database.call(tx -> toFleet(tx, by, "release.deploy", lock(tx, fleet, name)));
  }

  /** An older release becomes the fleet's again. */
  public Release rollback(UserName by, FleetName fleet, Rollback order) {
    return database.call(tx -> {
      var present = lockPresent(tx, fleet);
      var older =
          order
              .to()
              .map(name -> lock(tx, fleet, name))
              .or(() -> rows.deployedBefore(tx, fleet, present.revision()))
              .orElseThrow(() -> nothingOlder(fleet));
      if (older.revision() >= present.revision()) {
        throw new ProblemException(
            ProblemCode.CONFLICT,
            "release %s is not older than %s, which the fleet has"
                .formatted(older.version(), present.version()),
            "fleet release deploy %s %s goes forward".formatted(fleet, older.version()));
      }
      return toFleet(tx, by, "release.rollback", older);
    });
  }

  /** No device is given the release any more; those that have it get another one. */
  public Release invalidate(UserName by, FleetName fleet, String name, Invalidation order) {
    return database.call(tx -> {
      var release = lock(tx, fleet, name);
      var invalid = changed(tx, by, "release.invalidate", release.asInvalidated(order.reason()));
      effects
          .rollouts()
          .endOf(
              tx,
              release.id(),
              fleet,
              "%s was invalidated: %s".formatted(release.version(), order.reason()));
      effects.assignments().withdraw(tx, invalid);
      return invalid;
    });
  }

  /** A release goes to some devices first; a draft becomes final by that. */
  public RolloutView rollOut(UserName by, FleetName fleet, NewRollout wanted) {
    return database.call(tx -> {
      var release = asFinal(tx, by, lock(tx, fleet, wanted.release()));
      if (effects.assignments().lockFleet(tx, fleet).equals(Optional.of(release.id()))) {
        throw new ProblemException(
            ProblemCode.CONFLICT,
            "%s is the fleet's release already".formatted(release.version()),
            "");
      }
      return effects.rollouts().start(tx, by, release, wanted);
    });
  }

  private Release toFleet(Tx tx, UserName by, String what, Release release) {
    var deployed = asFinal(tx, by, release);
    var fleet = release.fleet();
    effects.rollouts().endOpen(tx, fleet, "%s became the fleet's".formatted(release.version()));
    effects.assignments().toFleet(tx, fleet, release.id());
    effects.audit().add(tx, Actor.of(by), Deed.of(what).in(fleet).to(release.version()));
    return deployed;
  }

  private Release asFinal(Tx tx, UserName by, Release release) {
    if (release.state() == ReleaseState.INVALIDATED) {
      throw new ProblemException(
          ProblemCode.CONFLICT,
          "release %s was invalidated: %s"
              .formatted(release.version(), release.fault().orElse("nobody said why")),
          "fleet release list %s shows others".formatted(release.fleet()));
    }
    effects.statements().requireSigned(tx, release);
    return release.state() == ReleaseState.FINAL && release.held().isEmpty()
        ? release
        : changed(tx, by, "release.final", release.asFinal());
  }

  private Release changed(Tx tx, UserName by, String what, Release release) {
    rows.update(tx, release);
    effects.outbox().append(tx, EventKind.RELEASE_CHANGED, release.fleet(), release.id());
    effects.audit().add(tx, Actor.of(by), Deed.of(what).in(release.fleet()).to(release.version()));
    return release;
  }

  /** The fleet is held before its release, as everybody does who changes both. */
  private Release lock(Tx tx, FleetName fleet, String name) {
    var _ = effects.assignments().lockFleet(tx, fleet);
    return rows.lock(tx, fleet, name).orElseThrow(() -> Releases.missing(name));
  }

  private Release lockPresent(Tx tx, FleetName fleet) {
    return effects
        .assignments()
        .lockFleet(tx, fleet)
        .map(ReleaseId::toString)
        .flatMap(id -> rows.lock(tx, fleet, id))
        .orElseThrow(() -> nothingOlder(fleet));
  }

  private static ProblemException nothingOlder(FleetName fleet) {
    return new ProblemException(
        ProblemCode.CONFLICT,
        "fleet %s has had no older release that could come back".formatted(fleet),
        "fleet release list %s shows what there is".formatted(fleet));
  }
}
