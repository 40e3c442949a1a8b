package fleet.api.access;

import fleet.api.audit.AuditLog;
import fleet.api.db.Database;
import fleet.contract.identity.Secret;
import fleet.contract.identity.UserName;
import fleet.contract.operator.NewUser;
import fleet.contract.operator.Role;
import fleet.contract.operator.SignIn;
import fleet.contract.operator.UserView;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The people of the installation. Thread-safe. */
public final class Users {
  private static final UserName FIRST = UserName.parse("admin");
  private static final int MIN_PASSWORD = 8;
  private static final int MAX_PASSWORD = 256;

  private final UserRows rows = new UserRows();
  private final SignInRows signIns = new SignInRows();
  private final PersonRows people = new PersonRows();
  private final Passwords passwords = new Passwords();
  private final Database database;
  private final AuditLog audit;
  private final InstantSource clock;

  public Users(Database database, AuditLog audit, InstantSource clock) {
    this.database = database;
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
    var made = database.call(tx -> rows.insert(tx, row));
    return made ? Optional.of(new SignIn(FIRST, password)) : Optional.empty();
  }

  /**
   * Gives a person a password of our making and ends all their sign-ins; for whoever has the
   * database, which is more than any sign-in.
   *
   * @return how they sign in now; nothing when there is no such person
   */
  public Optional<SignIn> resetPassword(UserName name) {
    var password = Secret.random("");
    var hash = passwords.hash(password);
    return database.call(tx -> {
      if (!rows.setPassword(tx, name, hash)) {
        return Optional.empty();
      }
      signIns.deleteOf(tx, name);
      audit.add(tx, "server", "user.reset-password", name);
      return Optional.of(new SignIn(name, password));
    });
  }

  /**
   * Adds a person.
   *
   * @throws ProblemException when the name is taken or the password too short
   */
  public UserView create(Person by, NewUser user) {
    var length = user.password().reveal().length();
    if (length < MIN_PASSWORD || length > MAX_PASSWORD) {
      throw new ProblemException(
          ProblemCode.INVALID_REQUEST,
          "a password has %d to %d characters".formatted(MIN_PASSWORD, MAX_PASSWORD),
          "");
    }
    var row = row(user);
    return database.call(tx -> {
      if (!rows.insert(tx, row)) {
        throw new ProblemException(
            ProblemCode.CONFLICT, "there is a user '%s' already".formatted(user.name()), "");
      }
      audit.add(tx, by.name(), "user.create", user.name());
      return row.view();
    });
  }

  public List<UserView> list() {
    return database.call(rows::list);
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
        new UserView(user.name(), user.role(), clock.instant()), passwords.hash(user.password()));
  }
}
