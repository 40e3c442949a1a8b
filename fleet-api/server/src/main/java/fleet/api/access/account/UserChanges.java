package fleet.api.access.account;

import fleet.api.access.Person;
import fleet.api.access.Tokens;
import fleet.api.audit.Actor;
import fleet.api.audit.AuditLog;
import fleet.api.audit.Deed;
import fleet.api.db.Database;
import fleet.api.db.Tx;
import fleet.api.event.EventKind;
import fleet.api.event.Outbox;
import fleet.contract.access.PasswordChange;
import fleet.contract.access.UserChange;
import fleet.contract.identity.Secret;
import fleet.contract.identity.UserName;
import fleet.contract.operator.Role;
import fleet.contract.operator.SignIn;
import fleet.contract.operator.UserView;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import java.time.InstantSource;

/**
 * What becomes of people once they are there. The installation always keeps an owner who can sign
 * in. Thread-safe.
 */
public final class UserChanges {
  private final UserRows rows = new UserRows();
  private final SignInRows signIns = new SignInRows();
  private final FailureRows failures = new FailureRows();
  private final Database database;
  private final Passwords passwords;
  private final Outbox outbox;
  private final AuditLog audit;
  private final InstantSource clock;

  UserChanges(
      Database database, Passwords passwords, Outbox outbox, AuditLog audit, InstantSource clock) {
    this.database = database;
    this.passwords = passwords;
    this.outbox = outbox;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Changes a role, or disables or enables somebody.
   *
   * @throws ProblemException when it is the last owner
   */
  public UserView change(Person by, UserName name, UserChange change) {
    return database.call(tx -> {
      var staysOwner = change.role().map(Role.OWNER::equals).orElse(true);
      if (!staysOwner || change.disabled().orElse(false)) {
        requireAnotherOwner(tx, rows, name);
      }
      require(tx, name);
      change
          .role()
          .ifPresent(role -> {
            rows.update(tx, name, role);
            audit.add(tx, Actor.of(by.name()), Deed.of("user.role").about(name).to(role));
          });
      outbox.append(tx, EventKind.ACCESS_CHANGED);
      change.disabled().ifPresent(disabled -> disable(tx, by, name, disabled));
      return require(tx, name).view();
    });
  }

  private void disable(Tx tx, Person by, UserName name, boolean disabled) {
    if (disabled) {
      rows.disable(tx, name, clock.instant());
      signIns.deleteAll(tx, name);
    } else {
      rows.enable(tx, name);
    }
    var deed = Deed.of(disabled ? "user.disable" : "user.enable").about(name);
    audit.add(tx, Actor.of(by.name()), deed);
  }

  /**
   * Removes somebody with their sign-ins, keys and roles.
   *
   * @throws ProblemException when it is the last owner
   */
  public void remove(Person by, UserName name) {
    database.run(tx -> {
      requireAnotherOwner(tx, rows, name);
      if (!rows.delete(tx, name)) {
        throw missing(name);
      }
      outbox.append(tx, EventKind.ACCESS_CHANGED);
      audit.add(tx, Actor.of(by.name()), Deed.of("user.remove").about(name));
    });
  }

  /** Gives somebody another password; whoever is signed in as them no longer is. */
  public void reset(Person by, UserName name, Secret password) {
    Passwords.requireSound(password);
    replace(Actor.of(by.name()), name, password);
  }

  /**
   * Gives somebody a password of our making; for whoever has the database, which is more than any
   * sign-in.
   *
   * @throws ProblemException when there is nobody of that name, or they may not sign in anyway
   */
  public SignIn resetLost(UserName name) {
    if (database.call(tx -> require(tx, name)).view().disabled()) {
      throw new ProblemException(
          ProblemCode.CONFLICT,
          "%s is disabled".formatted(name),
          "another owner lets them in again: fleet user enable " + name);
    }
    var password = Secret.random("");
    replace(Actor.server(), name, password);
    return new SignIn(name, password);
  }

  /** Wrong guesses of the former password keep nobody out who has the new one. */
  private void replace(Actor by, UserName name, Secret password) {
    var hash = passwords.hash(password);
    database.run(tx -> {
      require(tx, name);
      rows.setPassword(tx, name, hash);
      signIns.deleteAll(tx, name);
      var _ = failures.delete(tx, FailureRows.Subject.of(name));
      outbox.append(tx, EventKind.ACCESS_CHANGED);
      audit.add(tx, by, Deed.of("user.password-reset").about(name));
    });
  }

  /**
   * Changes one's own password; of the sign-ins only this one stays.
   *
   * @param token by which they asked
   * @throws ProblemException when the password until now is another
   */
  public void changeOwn(Person person, PasswordChange change, Secret token) {
    Passwords.requireSound(change.password());
    var row = database.call(tx -> require(tx, person.name()));
    if (!passwords.matches(change.current(), row.password())) {
      throw new ProblemException(ProblemCode.FORBIDDEN, "that is not your password until now", "");
    }
    var hash = passwords.hash(change.password());
    database.run(tx -> {
      rows.setPassword(tx, person.name(), hash);
      signIns.deleteOthers(tx, person.name(), Tokens.hash(token));
      outbox.append(tx, EventKind.ACCESS_CHANGED);
      audit.add(tx, Actor.of(person.name()), Deed.of("user.password-change").about(person.name()));
    });
  }

  /**
   * Holds the owners.
   *
   * @throws ProblemException when it is the last
   */
  static void requireAnotherOwner(Tx tx, UserRows rows, UserName name) {
    var owners = rows.lockOwners(tx);
    if (owners.size() == 1 && owners.contains(name)) {
      throw new ProblemException(
          ProblemCode.CONFLICT,
          "%s is the last owner of the installation".formatted(name),
          "make somebody else an owner first");
    }
  }

  private UserRows.Row require(Tx tx, UserName name) {
    return rows.find(tx, name).orElseThrow(() -> missing(name));
  }

  static ProblemException missing(UserName name) {
    return new ProblemException(
        ProblemCode.NOT_FOUND,
        "there is no user '%s'".formatted(name),
        "fleet user list shows them");
  }
}
