package fleet.api.trust;

import fleet.api.audit.Actor;
import fleet.api.audit.AuditLog;
import fleet.api.audit.Deed;
import fleet.api.db.Database;
import fleet.api.db.Tx;
import fleet.api.event.EventKind;
import fleet.api.event.Outbox;
import fleet.contract.Json;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.UserName;
import fleet.contract.operator.SignersView;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import fleet.contract.trust.Envelope;
import fleet.contract.trust.KeyId;
import fleet.contract.trust.Signer;
import fleet.contract.trust.Signers;
import java.util.List;
import java.util.Optional;

/** Who must sign the releases of each fleet besides the server, and how that is changed. */
public final class FleetSigners {
  private final SignerRows rows = new SignerRows();
  private final StatementRows locks = new StatementRows();
  private final Database database;
  private final Parts parts;

  /** What it needs of its neighbours. */
  public record Parts(Statements statements, Outbox outbox, AuditLog audit) {}

  public FleetSigners(Database database, Parts parts) {
    this.database = database;
    this.parts = parts;
  }

  /** Those of the fleet, and all that led to them. */
  public SignersView of(FleetName fleet) {
    return database.call(tx -> view(tx, fleet));
  }

  /**
   * The fleet has other signers from now on.
   *
   * @param proposal a {@link Signers}, signed by as many of the present ones as they require
   * @throws ProblemException when it does not follow from the present ones, or the fleet runs
   *     something that the new ones have not signed
   */
  public SignersView change(UserName by, FleetName fleet, Envelope proposal) {
    return database.call(tx -> {
      locks.lock(tx, fleet);
      var next = read(proposal, fleet);
      var present = parts.statements().signers(tx, fleet);
      requireFollows(present, proposal, next);
      requireWayOut(next);
      requireSigned(tx, present, next);
      rows.insert(tx, fleet, next.generation(), said(present, proposal));
      parts.outbox().append(tx, EventKind.FLEET_CHANGED, fleet, fleet);
      tell(tx, by, present, next);
      return view(tx, fleet);
    });
  }

  private static Signers read(Envelope proposal, FleetName fleet) {
    var next =
        proposal
            .unverified(Signers.class)
            .filter(signers -> proposal.unsigned().equals(written(signers)))
            .orElseThrow(() ->
                new ProblemException(
                    ProblemCode.INVALID_REQUEST,
                    "payload: expected a fleet's signers and nothing else, as JSON without spaces",
                    "fleet trust require %s 0 --export FILE writes some".formatted(fleet)));
    if (!next.fleet().equals(fleet)) {
      throw new ProblemException(
          ProblemCode.INVALID_REQUEST, "it is said of fleet %s".formatted(next.fleet()), "");
    }
    return next;
  }

  /**
   * The only way in which it is kept: so it is as long as what it says, and devices read the same.
   */
  private static Envelope written(Signers signers) {
    return Envelope.of(Signers.TYPE, Json.writeBytes(signers));
  }

  /** With those signatures alone that count: devices are shown it with the server's besides. */
  private static Envelope said(Optional<Signers> present, Envelope proposal) {
    var members = present.map(Signers::members).orElse(List.of());
    return proposal.only(members.stream().map(Signer::key).toList());
  }

  private static void requireFollows(Optional<Signers> present, Envelope proposal, Signers next) {
    var fleet = next.fleet();
    var expected = present.map(Signers::generation).orElse(0) + 1;
    if (next.generation() != expected) {
      throw new ProblemException(
          ProblemCode.CONFLICT,
          "it is generation %d of the signers of %s, and the next is %d"
              .formatted(next.generation(), fleet, expected),
          "somebody else changed them; begin again with what fleet trust signers %s shows"
              .formatted(fleet));
    }
    present
        .flatMap(known -> known.lacking(proposal))
        .ifPresent(lacking -> {
          throw new ProblemException(
              ProblemCode.CONFLICT,
              "the change %s".formatted(lacking),
              "who signs releases now signs the change too: fleet trust require --key FILE");
        });
  }

  /** After the last generation nobody could let the devices go to another fleet. */
  private static void requireWayOut(Signers next) {
    if (next.generation() == Signers.MAX_GENERATIONS && next.required() > 0) {
      throw new ProblemException(
          ProblemCode.CONFLICT,
          "it is the last of %d generations of signers, which can require nobody"
              .formatted(Signers.MAX_GENERATIONS),
          "fleet trust require %s 0 lets its devices go to another fleet".formatted(next.fleet()));
    }
  }

  /** Otherwise the fleet's devices would refuse what they are given. */
  private void requireSigned(Tx tx, Optional<Signers> present, Signers next) {
    if (next.required() == 0) {
      return;
    }
    for (var release : rows.given(tx, next.fleet())) {
      var lacking = parts.statements().lacking(tx, release, next);
      if (lacking.isPresent()) {
        throw new ProblemException(
            ProblemCode.CONFLICT,
            "release %s, which %s runs, %s"
                .formatted(release.version(), next.fleet(), lacking.get()),
            "name who is new with as many as now: fleet trust require %s %d --signer NAME=FILE; then sign %s, and ask again"
                .formatted(
                    next.fleet(), present.map(Signers::required).orElse(0), release.version()));
      }
    }
  }

  private SignersView view(Tx tx, FleetName fleet) {
    var statements = parts.statements();
    return new SignersView(statements.signers(tx, fleet), statements.signerChain(tx, fleet));
  }

  /** Who came and who went each in a row of their own, for their names are there by marks alone. */
  private void tell(Tx tx, UserName by, Optional<Signers> present, Signers next) {
    var subject =
        "generation %d: %d of %d"
            .formatted(next.generation(), next.required(), next.members().size());
    var change = Deed.of("signers.change").in(next.fleet()).to(subject);
    parts.audit().add(tx, Actor.of(by), change);
    var before = present.map(Signers::members).orElse(List.of());
    tellEach(tx, by, Deed.of("signers.add").in(next.fleet()), without(next.members(), before));
    tellEach(tx, by, Deed.of("signers.remove").in(next.fleet()), without(before, next.members()));
  }

  private static List<Signer> without(List<Signer> some, List<Signer> others) {
    return some.stream().filter(signer -> !others.contains(signer)).toList();
  }

  private void tellEach(Tx tx, UserName by, Deed deed, List<Signer> signers) {
    for (var signer : signers) {
      var whose = deed.aboutSigner(signer.name()).to("key " + KeyId.of(signer.key()));
      parts.audit().add(tx, Actor.of(by), whose);
    }
  }
}
