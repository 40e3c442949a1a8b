package fleet.api.access;

import fleet.api.audit.AuditLog;
import fleet.api.db.Database;
import fleet.contract.identity.Secret;
import fleet.contract.operator.SignIn;
import fleet.contract.operator.SignedIn;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** Lets people in, for a month or until they sign out. Thread-safe. */
public final class SignIns {
  private static final String PREFIX = "fleet_";
  private static final Duration VALID = Duration.ofDays(30);

  private final SignInRows rows = new SignInRows();
  private final PersonRows people = new PersonRows();
  private final Attempts attempts = new Attempts();
  private final Database database;
  private final Users users;
  private final AuditLog audit;
  private final InstantSource clock;

  public SignIns(Database database, Users users, AuditLog audit, InstantSource clock) {
    this.database = database;
    this.users = users;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Opens a sign-in.
   *
   * @throws ProblemException when name and password do not fit, or too often did not
   */
  public SignedIn open(SignIn attempt) {
    var person = byPassword(attempt);
    var token = Secret.random(PREFIX);
    var now = clock.instant();
    database.run(tx -> {
      rows.deleteOver(tx, now);
      rows.insert(tx, Tokens.hash(token), person.name(), now, now.plus(VALID));
      audit.add(tx, person.name(), "user.sign-in", person.name());
    });
    return new SignedIn(token, person.name(), person.role(), now.plus(VALID));
  }

  /** Who they are, when name and password fit; a token of theirs does as a password. */
  public Person byPassword(SignIn attempt) {
    if (attempt.password().reveal().startsWith(PREFIX)) {
      return find(attempt.password())
          .filter(person -> person.name().equals(attempt.user()))
          .orElseThrow(SignIns::wrong);
    }
    var now = clock.instant();
    if (attempts.mustWait(attempt.user(), now)) {
      throw new ProblemException(
          ProblemCode.TOO_MANY_REQUESTS,
          "too many wrong passwords for '%s'".formatted(attempt.user()),
          "wait a minute");
    }
    var person = users.check(attempt);
    if (person.isEmpty()) {
      attempts.failed(attempt.user(), now);
      throw wrong();
    }
    attempts.succeeded(attempt.user());
    return person.get();
  }

  /** Whose token it is, while it is good. */
  public Optional<Person> find(Secret token) {
    return token.reveal().startsWith(PREFIX)
        ? database.call(tx -> people.bySignIn(tx, Tokens.hash(token), clock.instant()))
        : Optional.empty();
  }

  /** The token opens nothing any more. */
  public void close(Secret token) {
    database.run(tx -> rows.delete(tx, Tokens.hash(token)));
  }

  private static ProblemException wrong() {
    return new ProblemException(
        ProblemCode.UNAUTHENTICATED, "name and password do not fit", "fleet login tries again");
  }
}
