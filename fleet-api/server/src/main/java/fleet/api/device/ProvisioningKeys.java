package fleet.api.device;

import fleet.api.access.Tokens;
import fleet.api.access.apikey.ApiKeys;
import fleet.api.audit.Actor;
import fleet.api.audit.AuditLog;
import fleet.api.audit.Deed;
import fleet.api.db.Database;
import fleet.api.db.Tx;
import fleet.api.fleet.Fleets;
import fleet.api.type.DeviceTypes;
import fleet.api.wire.Part;
import fleet.api.wire.TimeCursor;
import fleet.contract.identity.DeviceId;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.Secret;
import fleet.contract.identity.UserName;
import fleet.contract.operator.NewProvisioningKey;
import fleet.contract.operator.Page;
import fleet.contract.operator.ProvisioningKeyView;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/** The keys by which devices join a fleet. Thread-safe. */
public final class ProvisioningKeys {
  private static final String PREFIX = "fleetkey_";
  private static final int MAX_USES = 1_000_000;
  private static final Duration MAX_VALIDITY = Duration.ofDays(3650);
  private static final String HINT = "fleet device add FLEET makes a new one";

  /** A key that was made, with the key itself. */
  public record Made(ProvisioningKeyView about, Secret key) {}

  private final ProvisioningKeyRows rows = new ProvisioningKeyRows();
  private final Database database;
  private final Fleets fleets;
  private final DeviceTypes types;
  private final AuditLog audit;
  private final InstantSource clock;

  public ProvisioningKeys(
      Database database, Fleets fleets, DeviceTypes types, AuditLog audit, InstantSource clock) {
    this.database = database;
    this.fleets = fleets;
    this.types = types;
    this.audit = audit;
    this.clock = clock;
  }

  /** Says whether it has the form of a key. */
  public static boolean isKey(Secret token) {
    return token.reveal().startsWith(PREFIX);
  }

  /** Makes a key; only its hash is kept. */
  public Made create(UserName by, FleetName fleet, NewProvisioningKey wanted) {
    require(wanted);
    var now = clock.instant();
    var key = Secret.random(PREFIX);
    var plain =
        new ProvisioningKeyView(
            UUID.randomUUID(), fleet, by, now, now.plus(wanted.validFor()), wanted.uses(), false);
    return database.call(tx -> {
      fleets.require(tx, fleet);
      var view = plain.of(types.slug(tx, wanted.type()));
      rows.insert(tx, Tokens.hash(key), view);
      audit.add(tx, Actor.of(by), Deed.of("provisioning-key.create").in(fleet).to(view.id()));
      return new Made(view, key);
    });
  }

  /** Makes a key that lets a device in which is expected, once. */
  Secret createFor(Tx tx, UserName by, Device device, Optional<Instant> expiresAt) {
    var now = clock.instant();
    var key = Secret.random(PREFIX);
    var end = expiresAt.orElse(now.plus(MAX_VALIDITY));
    var plain = new ProvisioningKeyView(UUID.randomUUID(), device.fleet(), by, now, end, 1, false);
    rows.insert(tx, Tokens.hash(key), plain.of(Optional.of(device.type())).forDevice(device.id()));
    return key;
  }

  /** Those of a fleet, the newest first. */
  public Page<ProvisioningKeyView> list(FleetName fleet, Part part) {
    return part.page(
        more -> database.call(tx -> rows.list(tx, fleet, more)),
        key -> new TimeCursor(key.createdAt(), key.id().toString()).toString());
  }

  /** Lets no more devices in by this key. */
  public void revoke(UserName by, FleetName fleet, UUID id) {
    database.run(tx -> {
      if (!rows.revoke(tx, fleet, id, clock.instant())) {
        throw new ProblemException(
            ProblemCode.NOT_FOUND, "fleet %s has no provisioning key %s".formatted(fleet, id), "");
      }
      audit.add(tx, Actor.of(by), Deed.of("provisioning-key.revoke").in(fleet).to(id));
    });
  }

  /**
   * Finds a key that somebody shows, whether or not it still opens.
   *
   * @throws ProblemException when there is no such key
   */
  ProvisioningKeyView find(Tx tx, Secret key) {
    return rows.findForUse(tx, Tokens.hash(key))
        .orElseThrow(() ->
            new ProblemException(
                ProblemCode.UNAUTHENTICATED,
                ApiKeys.isKey(key)
                    ? "this is an API key; devices join by a provisioning key"
                    : "this provisioning key is not known",
                HINT));
  }

  /**
   * Takes one use of the key.
   *
   * @throws ProblemException when it is revoked, over or used up
   */
  void use(Tx tx, ProvisioningKeyView key) {
    if (key.revoked()) {
      throw over("this provisioning key was revoked");
    }
    if (!clock.instant().isBefore(key.expiresAt())) {
      throw over("this provisioning key expired at " + key.expiresAt());
    }
    if (key.usesLeft() < 1) {
      throw over("this provisioning key is used up");
    }
    rows.use(tx, key.id());
  }

  /** Remembers whom a use of the key let in, and whether it was the last. */
  void tellUse(Tx tx, ProvisioningKeyView key, DeviceId device) {
    var what = key.usesLeft() > 1 ? "provisioning-key.use" : "provisioning-key.used-up";
    audit.add(tx, Actor.of(device), Deed.of(what).in(key.fleet()).to(key.id()));
  }

  private static ProblemException over(String sentence) {
    return new ProblemException(ProblemCode.GONE, sentence, HINT);
  }

  private static void require(NewProvisioningKey wanted) {
    if (wanted.uses() < 1 || wanted.uses() > MAX_USES) {
      throw new IllegalArgumentException(
          "a provisioning key is good for 1 to %d devices".formatted(MAX_USES));
    }
    if (!wanted.validFor().isPositive() || wanted.validFor().compareTo(MAX_VALIDITY) > 0) {
      throw new IllegalArgumentException(
          "a provisioning key is good for some time, at most %d days"
              .formatted(MAX_VALIDITY.toDays()));
    }
  }
}
