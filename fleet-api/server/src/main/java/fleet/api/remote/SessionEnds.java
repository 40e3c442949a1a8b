package fleet.api.remote;

import fleet.api.access.Access;
import fleet.api.access.Person;
import fleet.api.access.PersonRows;
import fleet.api.access.Verdict;
import fleet.api.db.Database;
import fleet.api.db.Tx;
import fleet.contract.identity.SessionId;
import fleet.contract.node.AccessAction;
import fleet.contract.node.EndedSessions;
import fleet.contract.node.EndedSessions.Ended;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Which sessions are over: after some hours, when their device is gone, or when whoever opened them
 * could not do so now by what they showed then. Blocking, thread-safe.
 */
final class SessionEnds {
  /** Whoever needs longer opens another. */
  static final Duration LONGEST = Duration.ofHours(12);

  private final SessionRows rows = new SessionRows();
  private final PersonRows people = new PersonRows();
  private final Database database;
  private final InstantSource clock;

  SessionEnds(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Those of them that are over. */
  EndedSessions among(Set<SessionId> asked) {
    return database.call(tx -> {
      var known =
          rows.find(tx, asked).stream()
              .collect(Collectors.toMap(SessionRows.Kept::id, Function.identity()));
      var openers = new Openers(tx, clock.instant());
      return new EndedSessions(
          asked.stream()
              .flatMap(id ->
                  why(Optional.ofNullable(known.get(id)), openers).stream()
                      .map(reason -> new Ended(id, reason)))
              .toList());
    });
  }

  private static Optional<String> why(Optional<SessionRows.Kept> known, Openers openers) {
    if (known.isEmpty()) {
      return Optional.of("the device was removed");
    }
    var session = known.get();
    if (!session.createdAt().plus(LONGEST).isAfter(openers.now())) {
      return Optional.of("it lasts %d hours at most".formatted(LONGEST.toHours()));
    }
    return openers
        .find(session)
        .map(person -> refusal(person, session))
        .orElseGet(() -> Optional.of("%s is signed out".formatted(session.user())));
  }

  private static Optional<String> refusal(Person person, SessionRows.Kept session) {
    return switch (Access.decide(person, AccessAction.OPEN_SESSION, session.fleet())) {
      case Verdict.Allowed _ -> Optional.empty();
      case Verdict.Refused(var reason) -> Optional.of(reason);
      case Verdict.Hidden _ ->
          Optional.of("%s may do nothing in the device's fleet".formatted(person.name()));
    };
  }

  /** Looks each opener up once. Mutable, of one transaction. */
  private final class Openers {
    private final Map<Object, Optional<Person>> found = new HashMap<>();
    private final Tx tx;
    private final Instant now;

    Openers(Tx tx, Instant now) {
      this.tx = tx;
      this.now = now;
    }

    Instant now() {
      return now;
    }

    Optional<Person> find(SessionRows.Kept session) {
      return session
          .openedBy()
          .map(shown -> found.computeIfAbsent(shown, _ -> byWhatWasShown(shown)))
          .orElseGet(
              () -> found.computeIfAbsent(session.user(), _ -> people.byName(tx, session.user())));
    }

    private Optional<Person> byWhatWasShown(String hex) {
      var hash = HexFormat.of().parseHex(hex);
      return people
          .bySignIn(tx, hash, now)
          .or(() -> people.byApiKey(tx, hash, now))
          .map(PersonRows.Shown::person);
    }
  }
}
