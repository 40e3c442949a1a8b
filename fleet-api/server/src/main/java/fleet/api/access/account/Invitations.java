package fleet.api.access.account;

import fleet.api.access.Access;
import fleet.api.access.Person;
import fleet.api.access.PersonRows;
import fleet.api.access.Tokens;
import fleet.api.access.Verdict;
import fleet.api.audit.Actor;
import fleet.api.audit.AuditLog;
import fleet.api.audit.Deed;
import fleet.api.db.Database;
import fleet.api.db.Tx;
import fleet.api.wire.Part;
import fleet.api.wire.TimeCursor;
import fleet.contract.access.Invitation;
import fleet.contract.access.InvitationAnswer;
import fleet.contract.access.InvitationView;
import fleet.contract.access.NewInvitation;
import fleet.contract.identity.Secret;
import fleet.contract.node.AccessAction;
import fleet.contract.operator.NewUser;
import fleet.contract.operator.Page;
import fleet.contract.operator.Role;
import fleet.contract.operator.SignedIn;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import java.time.InstantSource;
import java.util.UUID;

/**
 * Invitations: whoever has the code becomes somebody, once, and only while the one who invited is
 * still an owner. Thread-safe.
 */
public final class Invitations {
  private static final String PREFIX = "fleetinvite_";

  private final InvitationRows rows = new InvitationRows();
  private final FleetRoleRows roles = new FleetRoleRows();
  private final PersonRows people = new PersonRows();
  private final Database database;
  private final Parts parts;
  private final AuditLog audit;
  private final InstantSource clock;

  /** Who makes people, and lets them in. */
  record Parts(Users users, SignIns signIns) {}

  Invitations(Database database, Parts parts, AuditLog audit, InstantSource clock) {
    this.database = database;
    this.parts = parts;
    this.audit = audit;
    this.clock = clock;
  }

  /** Makes an invitation. */
  public Invitation make(Person by, NewInvitation wanted) {
    var code = Secret.random(PREFIX);
    var now = clock.instant();
    var view =
        new InvitationView(
            UUID.randomUUID(),
            wanted.role(),
            wanted.fleets(),
            by.name(),
            now,
            now.plus(wanted.validFor()));
    database.run(tx -> {
      rows.deleteOver(tx, now);
      rows.insert(tx, Tokens.hash(code), view);
      audit.add(tx, Actor.of(by.name()), Deed.of("invitation.add").to(view.id()));
    });
    return new Invitation(code, view);
  }

  /** The oldest first. */
  public Page<InvitationView> list(Part part) {
    return part.page(
        more -> database.call(tx -> rows.list(tx, more)),
        invitation ->
            new TimeCursor(invitation.createdAt(), invitation.id().toString()).toString());
  }

  /** Takes an invitation back. */
  public void remove(Person by, UUID id) {
    database.run(tx -> {
      if (!rows.delete(tx, id)) {
        throw new ProblemException(
            ProblemCode.NOT_FOUND,
            "there is no such invitation",
            "fleet user invitations shows them");
      }
      audit.add(tx, Actor.of(by.name()), Deed.of("invitation.remove").to(id));
    });
  }

  /**
   * Makes the person and signs them in. A fleet that is gone meanwhile gives no role.
   *
   * @throws ProblemException when the code opens nothing, or the name is taken; then it stays open
   */
  public SignedIn accept(InvitationAnswer answer, Origin origin) {
    var code = Tokens.hash(answer.code());
    if (database.call(tx -> rows.isOpen(tx, code, clock.instant()))) {
      return parts.signIns().open(become(answer, code), origin);
    }
    throw over();
  }

  private Person become(InvitationAnswer answer, byte[] code) {
    var row = parts.users().prepare(new NewUser(answer.user(), Role.NONE, answer.password()));
    return database.call(tx -> {
      enter(tx, code, row);
      return people.byName(tx, answer.user()).orElseThrow(Invitations::over);
    });
  }

  /**
   * Makes the person what the invitation says, and uses it up.
   *
   * @throws ProblemException when the code opens nothing, or the name is taken
   */
  void enter(Tx tx, byte[] code, UserRows.Row row) {
    var invitation = rows.take(tx, code, clock.instant()).orElseThrow(Invitations::over);
    requireInviter(tx, invitation);
    parts.users().insert(tx, row.withRole(invitation.role()));
    var name = row.view().name();
    invitation
        .fleets()
        .forEach((fleet, role) -> {
          var _ = roles.put(tx, fleet, name, role);
        });
    audit.add(tx, Actor.of(name), Deed.of("invitation.accept").to(invitation.id()));
  }

  private void requireInviter(Tx tx, InvitationView invitation) {
    var mayStill =
        people
            .byName(tx, invitation.createdBy())
            .map(inviter -> Access.decide(inviter, AccessAction.MANAGE))
            .filter(Verdict.Allowed.class::isInstance);
    if (mayStill.isEmpty()) {
      throw over();
    }
  }

  private static ProblemException over() {
    return new ProblemException(
        ProblemCode.GONE, "this invitation is over", "ask an owner for another one");
  }
}
