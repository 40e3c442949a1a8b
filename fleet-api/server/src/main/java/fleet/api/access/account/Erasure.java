package fleet.api.access.account;

import fleet.api.access.Person;
import fleet.api.audit.Actor;
import fleet.api.audit.AuditLog;
import fleet.api.audit.Deed;
import fleet.api.db.Database;
import fleet.api.db.Tx;
import fleet.api.event.EventKind;
import fleet.api.event.Outbox;
import fleet.contract.access.Erased;
import fleet.contract.identity.UserName;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import java.util.regex.Pattern;

/**
 * Takes a person's name out of all that the API keeps, and all that is theirs with it; what they
 * did stays, under a number. Thread-safe.
 */
public final class Erasure {
  private static final String PREFIX = "erased-";
  private static final Pattern OURS = Pattern.compile(PREFIX + "[0-9]+");

  private final UserRows users = new UserRows();
  private final SignInRows signIns = new SignInRows();
  private final FailureRows failures = new FailureRows();
  private final ErasureRows rows = new ErasureRows();
  private final Database database;
  private final Outbox outbox;
  private final AuditLog audit;

  Erasure(Database database, Outbox outbox, AuditLog audit) {
    this.database = database;
    this.outbox = outbox;
    this.audit = audit;
  }

  /**
   * Erases somebody who is there, or was. What a request of theirs writes that is under way just
   * then may stay; erasing them again takes it.
   *
   * @throws ProblemException when it is the last owner, or nobody of that name is known
   */
  public Erased erase(Person by, UserName name) {
    return database.call(tx -> {
      UserChanges.requireAnotherOwner(tx, users, name);
      var known = rows.number(tx, name).isPresent();
      var addresses = signIns.addresses(tx, name);
      if (!users.delete(tx, name) && !known) {
        throw UserChanges.missing(name);
      }
      outbox.append(tx, EventKind.ACCESS_CHANGED);
      audit.add(tx, Actor.of(by.name()), Deed.of("user.erase").about(name));
      addresses.stream().map(LockOuts::network).distinct().forEach(from -> forgetFrom(tx, from));
      return new Erased(forget(tx, name));
    });
  }

  /** Others may come from there too: what the log tells of the address is of a number from then. */
  private void forgetFrom(Tx tx, String network) {
    var _ = failures.delete(tx, new FailureRows.Subject(FailureRows.Subject.ADDRESS, network));
    audit.forgetAddress(tx, network);
  }

  private UserName forget(Tx tx, UserName name) {
    var number = rows.number(tx, name).orElseThrow(() -> UserChanges.missing(name));
    var other = UserName.parse(PREFIX + number);
    rows.replace(tx, name, other);
    var _ = failures.delete(tx, FailureRows.Subject.of(name));
    audit.forget(tx, name);
    return other;
  }

  /**
   * Keeps the names under which erased people stand from others.
   *
   * @throws ProblemException when it is such a name
   */
  static void requireFree(UserName name) {
    if (OURS.matcher(name.value()).matches()) {
      throw new ProblemException(
          ProblemCode.CONFLICT,
          "'%s' is kept for people whose data was erased".formatted(name),
          "choose another name");
    }
  }
}
