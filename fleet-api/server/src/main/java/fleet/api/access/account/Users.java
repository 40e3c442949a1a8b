package fleet.api.access.account;

import fleet.api.access.Person;
import fleet.api.access.PersonRows;
import fleet.api.audit.Actor;
import fleet.api.audit.AuditLog;
import fleet.api.audit.Deed;
import fleet.api.db.Database;
import fleet.api.db.Tx;
import fleet.api.wire.Part;
import fleet.contract.identity.Secret;
import fleet.contract.identity.UserName;
import fleet.contract.operator.NewUser;
import fleet.contract.operator.Page;
import fleet.contract.operator.Role;
import fleet.contract.operator.SignIn;
import fleet.contract.operator.UserView;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import java.time.InstantSource;
import java.util.Optional;

/** The people of the installation. Thread-safe. */
public final class Users {
  private static final UserName FIRST = UserName.parse("admin");

  private final UserRows rows = new UserRows();
  private final PersonRows people = new PersonRows();
  private final Database database;
  private final Passwords passwords;
  private final AuditLog audit;
  private final InstantSource clock;

  Users(Database database, Passwords passwords, AuditLog audit, InstantSource clock) {
    this.database = database;
    this.passwords = passwords;
    this.audit = audit;
    this.clock = clock;
  }

  /** Makes an owner where there is nobody yet, and says how they sign in. */
  public Optional<SignIn> makeFirst() {
    if (!database.call(rows::isEmpty)) {
      return Optional.empty();
    }
    var password = Secret.random("");
    var row = row(new NewUser(FIRST, Role.OWNER, password));
    var made =
        database.call(tx -> {
          if (!rows.insert(tx, row)) {
            return false;
          }
          audit.add(tx, Actor.server(), Deed.of("user.create").about(FIRST));
          return true;
        });
    return made ? Optional.of(new SignIn(FIRST, password)) : Optional.empty();
  }

  /**
   * Adds a person.
   *
   * @throws ProblemException when the name is taken or the password too short
   */
  public UserView create(Person by, NewUser user) {
    var row = prepare(user);
    return database.call(tx -> {
      insert(tx, row);
      audit.add(tx, Actor.of(by.name()), Deed.of("user.create").about(user.name()));
      return row.view();
    });
  }

  /**
   * A row for somebody new; hashes, so it is done outside of a transaction.
   *
   * @throws ProblemException when the password is too short
   */
  UserRows.Row prepare(NewUser user) {
    Erasure.requireFree(user.name());
    Passwords.requireSound(user.password());
    return row(user);
  }

  /**
   * Adds the row.
   *
   * @throws ProblemException when the name is taken
   */
  void insert(Tx tx, UserRows.Row row) {
    if (!rows.insert(tx, row)) {
      throw new ProblemException(
          ProblemCode.CONFLICT, "there is a user '%s' already".formatted(row.view().name()), "");
    }
  }

  boolean isThere(Tx tx, UserName name) {
    return rows.find(tx, name).isPresent();
  }

  /** By name. */
  public Page<UserView> list(Part part) {
    return part.page(more -> database.call(tx -> rows.list(tx, more)), user -> user.name().value());
  }

  public Optional<UserView> find(UserName name) {
    return database.call(tx -> rows.find(tx, name)).map(UserRows.Row::view);
  }

  /** Who somebody is, and what they may. */
  public Optional<Person> person(UserName name) {
    return database.call(tx -> people.byName(tx, name));
  }

  /** The person, when the password is theirs; a name that nobody has takes as long. */
  Optional<Person> check(SignIn attempt) {
    var found = database.call(tx -> rows.find(tx, attempt.user()));
    if (found.isEmpty()) {
      var _ = passwords.hash(attempt.password());
      return Optional.empty();
    }
    return found
        .filter(row -> passwords.matches(attempt.password(), row.password()))
        .flatMap(row -> person(row.view().name()));
  }

  private UserRows.Row row(NewUser user) {
    return new UserRows.Row(
        UserView.of(user.name(), user.role(), clock.instant()), passwords.hash(user.password()));
  }
}
