package fleet.api.access.account;

import fleet.api.access.Person;
import fleet.api.access.PersonRows;
import fleet.api.access.Tokens;
import fleet.api.access.account.SignInRows.Lifetime;
import fleet.api.access.apikey.ApiKeys;
import fleet.api.audit.Actor;
import fleet.api.audit.AuditLog;
import fleet.api.audit.Deed;
import fleet.api.db.Database;
import fleet.api.event.EventKind;
import fleet.api.event.Outbox;
import fleet.api.wire.Part;
import fleet.api.wire.TimeCursor;
import fleet.contract.access.SignInView;
import fleet.contract.identity.Secret;
import fleet.contract.identity.UserName;
import fleet.contract.operator.Page;
import fleet.contract.operator.SignIn;
import fleet.contract.operator.SignedIn;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/** Lets people in, for a month or until they sign out. Thread-safe. */
public final class SignIns {
  private static final String PREFIX = "fleet_";
  private static final Duration VALID = Duration.ofDays(30);

  private final SignInRows rows = new SignInRows();
  private final PersonRows people = new PersonRows();
  private final Database database;
  private final Parts parts;
  private final AuditLog audit;
  private final InstantSource clock;

  /** By what people are known, and who hears that they no longer are. */
  record Parts(Users users, ApiKeys apiKeys, LockOuts lockOuts, Outbox outbox) {}

  SignIns(Database database, Parts parts, AuditLog audit, InstantSource clock) {
    this.database = database;
    this.parts = parts;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Opens a sign-in.
   *
   * @throws ProblemException when name and password do not fit, or too often did not
   */
  public SignedIn open(SignIn attempt, Origin origin) {
    if (isToken(attempt.password())) {
      throw wrong();
    }
    return open(byPassword(attempt, origin), origin);
  }

  /** Opens a sign-in for whoever proved otherwise who they are. */
  SignedIn open(Person person, Origin origin) {
    return open(person, origin, new Terms("", VALID));
  }

  /**
   * By what somebody comes in, and for how long.
   *
   * @param how what the audit log adds to their name
   */
  record Terms(String how, Duration validFor) {}

  /** The same for another time. */
  SignedIn open(Person person, Origin origin, Terms terms) {
    var token = Secret.random(PREFIX);
    var now = clock.instant();
    var until = now.plus(terms.validFor());
    database.run(tx -> {
      rows.deleteOver(tx, now);
      rows.insert(tx, person.name(), Tokens.hash(token), origin, new Lifetime(now, until));
      var deed = Deed.of("user.sign-in").about(person.name()).to(terms.how());
      audit.add(tx, Actor.of(person.name()), deed);
    });
    return new SignedIn(token, person.name(), person.role(), until);
  }

  /** Who they are, when name and password fit; a token or key of theirs does as a password. */
  public Person byPassword(SignIn attempt, Origin origin) {
    if (isToken(attempt.password())) {
      return find(attempt.password())
          .filter(person -> person.name().equals(attempt.user()))
          .orElseThrow(SignIns::wrong);
    }
    parts.lockOuts().require(attempt.user(), origin.address());
    var person = parts.users().check(attempt);
    parts.lockOuts().settle(attempt.user(), origin.address(), person.isPresent());
    return person.orElseThrow(SignIns::wrong);
  }

  /** Whose token or API key it is, while it is good. */
  public Optional<Person> find(Secret token) {
    if (ApiKeys.isKey(token)) {
      return parts.apiKeys().find(token);
    }
    return isToken(token) ? bySignIn(token) : Optional.empty();
  }

  private Optional<Person> bySignIn(Secret token) {
    var hash = Tokens.hash(token);
    var now = clock.instant();
    return database.call(tx -> {
      var shown = people.bySignIn(tx, hash, now);
      if (shown.filter(found -> found.isStale(now)).isPresent()) {
        rows.touch(tx, hash, now);
      }
      return shown.map(PersonRows.Shown::person);
    });
  }

  private static boolean isToken(Secret password) {
    return password.reveal().startsWith(PREFIX) || ApiKeys.isKey(password);
  }

  /**
   * The open ones of somebody.
   *
   * @param token by which this is asked
   */
  public Page<SignInView> list(UserName user, Secret token, Part part) {
    var now = clock.instant();
    return part.page(
        more -> database.call(tx -> rows.list(tx, user, Tokens.hash(token), now, more)),
        signIn -> new TimeCursor(signIn.createdAt(), signIn.id().toString()).toString());
  }

  /** Ends a sign-in of somebody at once. */
  public void end(Person by, UserName user, UUID id) {
    database.run(tx -> {
      if (!rows.delete(tx, user, id)) {
        throw new ProblemException(
            ProblemCode.NOT_FOUND,
            "%s has no such sign-in".formatted(user),
            "fleet user sessions shows them");
      }
      parts.outbox().append(tx, EventKind.ACCESS_CHANGED);
      audit.add(tx, Actor.of(by.name()), Deed.of("user.sign-out").about(user).to(id));
    });
  }

  /** The token of somebody opens nothing any more; an API key is not ended so. */
  public void close(UserName user, Secret token) {
    database.run(tx ->
        rows.delete(tx, user, Tokens.hash(token))
            .ifPresent(id -> {
              parts.outbox().append(tx, EventKind.ACCESS_CHANGED);
              audit.add(tx, Actor.of(user), Deed.of("user.sign-out").about(user).to(id));
            }));
  }

  private static ProblemException wrong() {
    return new ProblemException(
        ProblemCode.UNAUTHENTICATED, "name and password do not fit", "fleet login tries again");
  }
}
