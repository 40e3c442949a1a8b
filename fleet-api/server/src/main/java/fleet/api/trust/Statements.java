package fleet.api.trust;

import fleet.api.audit.Actor;
import fleet.api.audit.AuditLog;
import fleet.api.audit.Deed;
import fleet.api.db.Database;
import fleet.api.db.Tx;
import fleet.api.event.EventKind;
import fleet.api.event.Outbox;
import fleet.api.fleet.Fleets;
import fleet.contract.Json;
import fleet.contract.identity.DeviceId;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.ReleaseId;
import fleet.contract.identity.UserName;
import fleet.contract.node.MasterKey;
import fleet.contract.node.Rewrap;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import fleet.contract.release.Release;
import fleet.contract.trust.AssignmentStatement;
import fleet.contract.trust.Envelope;
import fleet.contract.trust.EnvelopeSignature;
import fleet.contract.trust.Proof;
import fleet.contract.trust.Signers;
import fleet.contract.trust.TrustChain;
import fleet.contract.trust.TrustedKeys;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Makes the two statements that a device asks for before it runs something, and keeps them: one of
 * each release, one of each time that a fleet, or a pinned device alone, is given one. Thread-safe.
 */
public final class Statements {
  /**
   * To whom an assignment is said.
   *
   * @param device absent for every device of the fleet
   */
  record Audience(FleetName fleet, Optional<DeviceId> device) {}

  /** How long an assignment is believed without hearing of the server again. */
  private static final Duration VALID = Duration.ofDays(60);

  /** With less than this left, a new one is made. */
  private static final Duration RENEWED_BEFORE = Duration.ofDays(30);

  private final StatementRows rows = new StatementRows();
  private final ReleaseStatements releases = new ReleaseStatements();
  private final Database database;
  private final SigningKeys keys;
  private final Parts parts;
  private final InstantSource clock;

  /** Has another master key wrap the keys by which it signs. */
  public static void rewrap(Tx tx, Rewrap rewrap) {
    SigningKeys.rewrap(tx, rewrap);
  }

  /** What it needs of its neighbours. */
  public record Parts(Fleets fleets, Outbox outbox, AuditLog audit) {}

  public Statements(Database database, MasterKey masterKey, Parts parts, InstantSource clock) {
    this.database = database;
    this.keys = new SigningKeys(masterKey, parts.audit(), clock);
    this.parts = parts;
    this.clock = clock;
  }

  /** What is said of the release; made when nobody has asked yet. */
  public Envelope ofRelease(Tx tx, Release release) {
    return releases.of(tx, release, keys.current(tx));
  }

  /** The same, in a transaction of its own. */
  public Envelope ofRelease(Release release) {
    return database.call(tx -> ofRelease(tx, release));
  }

  /** Who must sign the fleet's releases besides the server; absent where nobody was ever named. */
  public Optional<Signers> signers(Tx tx, FleetName fleet) {
    return releases.signers(tx, fleet);
  }

  /**
   * Says whether a device that believes this generation of the fleet's signers, or a later one,
   * follows other fleets for sure.
   *
   * @param generation 0 for a device that has said nothing of them
   */
  public boolean mayLeave(Tx tx, FleetName fleet, int generation) {
    return releases.generations(tx, fleet).stream()
        .filter(known -> known.generation() >= generation)
        .allMatch(known -> known.required() == 0);
  }

  /** What these signers would still lack of the release, as a clause. */
  Optional<String> lacking(Tx tx, Release release, Signers wanted) {
    return releases.lacking(tx, release, wanted, keys.current(tx));
  }

  /** All that led to them, signed by the server too: it says who comes after nobody. */
  List<Envelope> signerChain(Tx tx, FleetName fleet) {
    return releases.chain(tx, fleet, keys.current(tx));
  }

  /** Says whether everybody who must has signed it. */
  public boolean isSigned(Tx tx, Release release) {
    return releases.lacking(tx, release, keys.current(tx)).isEmpty();
  }

  /**
   * Lets nothing through that its fleet's devices would refuse.
   *
   * @throws ProblemException when signatures are wanting
   */
  public void requireSigned(Tx tx, Release release) {
    releases
        .lacking(tx, release, keys.current(tx))
        .ifPresent(lacking -> {
          throw new ProblemException(
              ProblemCode.CONFLICT,
              "release %s %s".formatted(release.version(), lacking),
              "fleet release sign %s %s --key FILE".formatted(release.fleet(), release.version()));
        });
  }

  /**
   * Keeps what people signed of the release, and says who they are.
   *
   * @throws ProblemException when one of the signatures is nobody's, or does not hold
   */
  public List<String> addSignatures(
      Tx tx, Release release, Collection<EnvelopeSignature> signatures) {
    return releases.add(tx, release, signatures, keys.current(tx));
  }

  /** The fleet is given this release from now on: whoever saw an older assignment follows. */
  public void assign(Tx tx, FleetName fleet, ReleaseId release) {
    var _ = assign(tx, new Audience(fleet, Optional.empty()), release, keys.current(tx));
  }

  /** The same for one device of the fleet alone. */
  public void assign(Tx tx, FleetName fleet, DeviceId device, ReleaseId release) {
    var _ = assign(tx, new Audience(fleet, Optional.of(device)), release, keys.current(tx));
  }

  /** Why a device of the fleet should believe that it runs this release. */
  public Proof proof(Tx tx, FleetName fleet, Release release) {
    return proof(tx, new Audience(fleet, Optional.empty()), release);
  }

  /** Why this device of the fleet should believe that it alone runs this release. */
  public Proof proof(Tx tx, FleetName fleet, DeviceId device, Release release) {
    return proof(tx, new Audience(fleet, Optional.of(device)), release);
  }

  /** When whoever was shown it is to be shown a newer one. */
  public static Instant renewal(Proof proof) {
    return proof
        .assignment()
        .unverified(AssignmentStatement.class)
        .map(said -> said.expires().minus(RENEWED_BEFORE))
        .orElse(Instant.MAX);
  }

  private Proof proof(Tx tx, Audience audience, Release release) {
    var key = keys.current(tx);
    return new Proof(
        releases.of(tx, release, key),
        assignment(tx, audience, release, key),
        key.chain().keys(),
        releases.chain(tx, audience.fleet(), key));
  }

  /** By which keys all this is signed. */
  public TrustChain chain() {
    return database.call(tx -> keys.current(tx).chain());
  }

  /** Something else that the installation says. */
  public Envelope sign(String type, Object said) {
    return database.call(tx -> Envelope.sign(type, Json.writeBytes(said), keys.current(tx).key()));
  }

  /** The key that signs now. */
  public TrustedKeys newest(Tx tx) {
    return keys.current(tx).chain().newest();
  }

  /** From now on a new key signs; every device hears of it with its next target. */
  public TrustChain rotate(UserName by) {
    return database.call(tx -> {
      var key = keys.rotate(tx);
      for (var fleet : parts.fleets().names(tx)) {
        parts.outbox().append(tx, EventKind.FLEET_CHANGED, fleet, fleet);
      }
      var deed = Deed.of("signing-key.rotate").to("generation " + key.generation());
      parts.audit().add(tx, Actor.of(by), deed);
      return key.chain();
    });
  }

  private Envelope assignment(Tx tx, Audience audience, Release release, SigningKeys.Current key) {
    return found(tx, audience, release, key)
        .orElseGet(() -> {
          rows.lock(tx, audience.fleet());
          return found(tx, audience, release, key)
              .orElseGet(() -> assign(tx, audience, release.id(), key));
        });
  }

  private Optional<Envelope> found(
      Tx tx, Audience audience, Release release, SigningKeys.Current key) {
    var until = clock.instant().plus(RENEWED_BEFORE);
    return rows.assignment(tx, audience, release.id(), key.generation(), until);
  }

  private Envelope assign(Tx tx, Audience audience, ReleaseId release, SigningKeys.Current key) {
    var now = clock.instant();
    var said =
        new AssignmentStatement(
            audience.fleet(),
            audience.device(),
            release,
            rows.nextCounter(tx),
            now,
            now.plus(VALID));
    var envelope = Envelope.sign(AssignmentStatement.TYPE, Json.writeBytes(said), key.key());
    rows.insertAssignment(tx, said, key.generation(), envelope);
    return envelope;
  }
}
