package fleet.api.access.account;

import fleet.api.access.Person;
import fleet.api.access.PersonRows;
import fleet.api.audit.Actor;
import fleet.api.audit.AuditLog;
import fleet.api.audit.Deed;
import fleet.api.db.Database;
import fleet.api.db.Tx;
import fleet.api.wire.Part;
import fleet.api.wire.TimeCursor;
import fleet.contract.identity.Secret;
import fleet.contract.identity.UserName;
import fleet.contract.operator.NewUser;
import fleet.contract.operator.Page;
import fleet.contract.operator.Role;
import fleet.contract.operator.SignedIn;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import fleet.contract.provider.IdentityView;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/**
 * Who people are elsewhere. Somebody is known by issuer and subject alone, never by an e-mail
 * address. Thread-safe.
 */
public final class Identities {
  private final IdentityRows rows = new IdentityRows();
  private final PersonRows people = new PersonRows();
  private final Database database;
  private final Parts parts;
  private final AuditLog audit;
  private final InstantSource clock;

  /** Who makes people, changes what they may, and lets them in. */
  record Parts(Users users, Invitations invitations, GroupRoles roles, SignIns signIns) {}

  Identities(Database database, Parts parts, AuditLog audit, InstantSource clock) {
    this.database = database;
    this.parts = parts;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Lets somebody in.
   *
   * @throws ProblemException when they are nobody here, or may not come in that way
   */
  public SignedIn admit(Outsider outsider, WayIn way, Origin origin) {
    var newcomer = newcomer(outsider, way);
    var person =
        database.call(tx -> {
          var user = user(tx, outsider, way, newcomer);
          rows.touch(tx, outsider, clock.instant());
          if (people.byName(tx, user).isEmpty()) {
            throw disabled(user);
          }
          parts.roles().apply(tx, outsider, user);
          return people.byName(tx, user).orElseThrow(() -> disabled(user));
        });
    return parts
        .signIns()
        .open(person, origin, new SignIns.Terms("by " + outsider.provider(), outsider.validFor()));
  }

  /** A row for somebody who may be new; it hashes a password that nobody has. */
  private Optional<UserRows.Row> newcomer(Outsider outsider, WayIn way) {
    if (way instanceof WayIn.Linking || database.call(tx -> rows.find(tx, outsider)).isPresent()) {
      return Optional.empty();
    }
    if (way instanceof WayIn.Known && outsider.newcomers().isEmpty()) {
      throw unknown(outsider);
    }
    var wanted = way instanceof WayIn.Invited(_, var name) ? name : Optional.<UserName>empty();
    var name = wanted.or(outsider::name).orElseThrow(() -> nameless(outsider));
    var role = outsider.newcomers().orElse(Role.NONE);
    return Optional.of(parts.users().prepare(new NewUser(name, role, Secret.random(""))));
  }

  private UserName user(Tx tx, Outsider outsider, WayIn way, Optional<UserRows.Row> newcomer) {
    var known = rows.find(tx, outsider);
    return switch (way) {
      case WayIn.Known _ -> known.orElseGet(() -> welcome(tx, outsider, row(outsider, newcomer)));
      case WayIn.Invited invited -> {
        known.ifPresent(Identities::refuseKnown);
        var row = row(outsider, newcomer);
        parts.invitations().enter(tx, invited.hash(), row);
        yield link(tx, outsider, row.view().name());
      }
      case WayIn.Linking(var user) -> {
        known.filter(other -> !other.equals(user)).ifPresent(Identities::refuseKnown);
        yield known.isPresent() ? user : link(tx, outsider, user);
      }
    };
  }

  private static UserRows.Row row(Outsider outsider, Optional<UserRows.Row> newcomer) {
    return newcomer.orElseThrow(() -> unknown(outsider));
  }

  private UserName welcome(Tx tx, Outsider outsider, UserRows.Row row) {
    var name = row.view().name();
    if (parts.users().isThere(tx, name)) {
      throw new ProblemException(
          ProblemCode.CONFLICT,
          "there is a user '%s' already, who is not known to be you".formatted(name),
          "if it is you, sign in as before and link it: fleet login --provider %s --link"
              .formatted(outsider.provider()));
    }
    parts.users().insert(tx, row);
    audit.add(tx, outsider.actor(), Deed.of("user.create").about(name));
    return link(tx, outsider, name);
  }

  private UserName link(Tx tx, Outsider outsider, UserName user) {
    if (!rows.insert(tx, outsider, user, clock.instant())) {
      throw new ProblemException(
          ProblemCode.CONFLICT, "somebody came in by this at the same time", "try again");
    }
    audit.add(tx, Actor.of(user), Deed.of("identity.link").to("provider " + outsider.provider()));
    return user;
  }

  /** Who somebody is at providers, the oldest first. */
  public Page<IdentityView> list(UserName user, Part part) {
    return part.page(
        more -> database.call(tx -> rows.list(tx, user, more)),
        identity -> new TimeCursor(identity.linkedAt(), identity.id().toString()).toString());
  }

  /** Nobody is known as that person by this any more. */
  public void unlink(Person by, UserName user, UUID id) {
    database.run(tx -> {
      if (!rows.delete(tx, user, id)) {
        throw new ProblemException(
            ProblemCode.NOT_FOUND,
            "%s has no such identity".formatted(user),
            "fleet user identities shows them");
      }
      audit.add(tx, Actor.of(by.name()), Deed.of("identity.unlink").about(user).to(id));
    });
  }

  private static void refuseKnown(UserName known) {
    throw new ProblemException(
        ProblemCode.CONFLICT,
        "this is %s's here already".formatted(known),
        "sign in by it; %s or an owner takes it off: fleet user unlink".formatted(known));
  }

  private static ProblemException unknown(Outsider outsider) {
    return new ProblemException(
        ProblemCode.FORBIDDEN,
        "nobody here is known by that sign-in of " + outsider.provider(),
        "%sask an owner for an invitation; or link it: fleet login --provider %s --link"
            .formatted(came(outsider), outsider.provider()));
  }

  /** Told to them alone, in the hint: messages of refusals are in the audit log. */
  private static String came(Outsider outsider) {
    return outsider.email().isEmpty() ? "" : "you came as %s; ".formatted(outsider.email());
  }

  private static ProblemException nameless(Outsider outsider) {
    return new ProblemException(
        ProblemCode.FORBIDDEN,
        "%s does not say what you are called".formatted(outsider.provider()),
        "an owner names another claim: fleet provider add --name-claim");
  }

  private static ProblemException disabled(UserName user) {
    return new ProblemException(
        ProblemCode.FORBIDDEN, user + " is disabled", "ask an owner of this installation");
  }
}
