package fleet.api.access;

import fleet.api.audit.Actor;
import fleet.api.audit.AuditLog;
import fleet.api.audit.Deed;
import fleet.api.db.Database;
import fleet.api.wire.Part;
import fleet.api.wire.TimeCursor;
import fleet.contract.identity.UserName;
import fleet.contract.operator.NewSshKey;
import fleet.contract.operator.Page;
import fleet.contract.operator.SshKeyView;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import java.time.InstantSource;
import java.util.Optional;

/** The SSH keys by which people push. Thread-safe. */
public final class SshKeys {
  private static final int MAX_NAME = 100;

  private final SshKeyRows rows = new SshKeyRows();
  private final PersonRows people = new PersonRows();
  private final Database database;
  private final AuditLog audit;
  private final InstantSource clock;

  public SshKeys(Database database, AuditLog audit, InstantSource clock) {
    this.database = database;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Adds a key of this person.
   *
   * @throws ProblemException when somebody has it already
   */
  public SshKeyView add(Person person, NewSshKey key) {
    var parsed = OpenSshKey.parse(key.publicKey());
    if (key.name().isBlank() || key.name().length() > MAX_NAME) {
      throw new IllegalArgumentException("a key's name has 1 to %d characters".formatted(MAX_NAME));
    }
    var view = new SshKeyView(parsed.fingerprint(), key.name(), parsed.line(), clock.instant());
    return database.call(tx -> {
      if (!rows.insert(tx, person.name(), view)) {
        throw new ProblemException(
            ProblemCode.CONFLICT, "this key is known already", "fleet key list shows yours");
      }
      audit.add(tx, Actor.of(person.name()), Deed.of("key.add").to(view.fingerprint()));
      return view;
    });
  }

  /** The keys of somebody, the oldest first. */
  public Page<SshKeyView> list(UserName user, Part part) {
    return part.page(
        more -> database.call(tx -> rows.list(tx, user, more)),
        key -> new TimeCursor(key.addedAt(), key.fingerprint()).toString());
  }

  /**
   * Removes a key of somebody.
   *
   * @throws ProblemException when they have no such key
   */
  public void remove(Person by, UserName user, String fingerprint) {
    database.run(tx -> {
      if (!rows.delete(tx, user, fingerprint)) {
        throw new ProblemException(
            ProblemCode.NOT_FOUND,
            "%s has no such key".formatted(user),
            "fleet key list shows them");
      }
      audit.add(tx, Actor.of(by.name()), Deed.of("key.remove").about(user).to(fingerprint));
    });
  }

  /** Whose key it is. */
  public Optional<Person> holder(OpenSshKey key) {
    return database.call(tx -> people.bySshKey(tx, key.fingerprint()));
  }
}
