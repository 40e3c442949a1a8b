package fleet.api.access.apikey;

import fleet.api.access.KeyLimits;
import fleet.api.access.Person;
import fleet.api.access.PersonRows;
import fleet.api.access.Tokens;
import fleet.api.audit.Actor;
import fleet.api.audit.AuditLog;
import fleet.api.audit.Deed;
import fleet.api.db.Database;
import fleet.api.event.EventKind;
import fleet.api.event.Outbox;
import fleet.api.wire.Part;
import fleet.api.wire.TimeCursor;
import fleet.contract.access.ApiKey;
import fleet.contract.access.ApiKeyView;
import fleet.contract.access.NewApiKey;
import fleet.contract.identity.Secret;
import fleet.contract.identity.UserName;
import fleet.contract.operator.Page;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/** The API keys of people. Only the SHA-256 of a key is kept. Thread-safe. */
public final class ApiKeys {
  private static final String PREFIX = "fleetapi_";
  private static final int MAX_KEYS = 100;

  private final ApiKeyRows rows = new ApiKeyRows();
  private final PersonRows people = new PersonRows();
  private final Database database;
  private final Outbox outbox;
  private final AuditLog audit;
  private final InstantSource clock;

  public ApiKeys(Database database, Outbox outbox, AuditLog audit, InstantSource clock) {
    this.database = database;
    this.outbox = outbox;
    this.audit = audit;
    this.clock = clock;
  }

  /** Says whether it has the form of a key. */
  public static boolean isKey(Secret token) {
    return token.reveal().startsWith(PREFIX);
  }

  /**
   * Makes a key of this person.
   *
   * @throws ProblemException when they come by a key that may less
   */
  public ApiKey make(Person person, NewApiKey wanted) {
    var now = clock.instant();
    var expires = wanted.validFor().map(now::plus);
    requireNoMore(person, new KeyLimits(wanted.actions(), wanted.fleets(), expires));
    var key = Secret.random(PREFIX);
    var view =
        new ApiKeyView(
            UUID.randomUUID(),
            wanted.name(),
            wanted.actions(),
            wanted.fleets(),
            now,
            expires,
            Optional.empty());
    database.run(tx -> {
      rows.deleteOver(tx, now);
      requireRoom(rows.count(tx, person.name()));
      rows.insert(tx, person.name(), Tokens.hash(key), view);
      audit.add(tx, Actor.of(person.name()), Deed.of("api-key.add").to(view.id()));
    });
    return new ApiKey(key, view);
  }

  private static void requireNoMore(Person person, KeyLimits wanted) {
    if (!person.limits().cover(wanted)) {
      throw new ProblemException(
          ProblemCode.FORBIDDEN,
          "a key makes no key that may more or longer than itself",
          "sign in with a password to make it");
    }
  }

  private static void requireRoom(int there) {
    if (there >= MAX_KEYS) {
      throw new ProblemException(
          ProblemCode.CONFLICT,
          "nobody has more than %d API keys".formatted(MAX_KEYS),
          "fleet api-key rm removes one");
    }
  }

  /** The keys of somebody, the oldest first. */
  public Page<ApiKeyView> list(UserName user, Part part) {
    return part.page(
        more -> database.call(tx -> rows.list(tx, user, more)),
        key -> new TimeCursor(key.createdAt(), key.id().toString()).toString());
  }

  /**
   * Removes a key of somebody, which opens nothing from then on.
   *
   * @throws ProblemException when they have no such key
   */
  public void remove(Person by, UserName user, UUID id) {
    database.run(tx -> {
      if (!rows.delete(tx, user, id)) {
        throw new ProblemException(
            ProblemCode.NOT_FOUND,
            "%s has no such API key".formatted(user),
            "fleet api-key list shows them");
      }
      outbox.append(tx, EventKind.ACCESS_CHANGED);
      audit.add(tx, Actor.of(by.name()), Deed.of("api-key.remove").about(user).to(id));
    });
  }

  /** Whose key it is, narrowed to what it may, while it is good. */
  public Optional<Person> find(Secret key) {
    if (!isKey(key)) {
      return Optional.empty();
    }
    var hash = Tokens.hash(key);
    var now = clock.instant();
    return database.call(tx -> {
      var shown = people.byApiKey(tx, hash, now);
      if (shown.filter(found -> found.isStale(now)).isPresent()) {
        rows.touch(tx, hash, now);
      }
      return shown.map(PersonRows.Shown::person);
    });
  }
}
