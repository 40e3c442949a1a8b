package fleet.api.device;

import fleet.api.audit.Actor;
import fleet.api.audit.AuditLog;
import fleet.api.db.Database;
import fleet.api.db.Tx;
import fleet.api.event.EventKind;
import fleet.api.event.Outbox;
import fleet.api.release.Releases;
import fleet.api.target.Fit;
import fleet.api.trust.Statements;
import fleet.api.type.DeviceTypes;
import fleet.api.type.Said;
import fleet.contract.device.RegisterRequest;
import fleet.contract.device.Registered;
import fleet.contract.devicetype.TypeChoice;
import fleet.contract.identity.DeviceId;
import fleet.contract.identity.DeviceName;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.Secret;
import fleet.contract.operator.ProvisioningKeyView;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import fleet.contract.release.Release;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Lets new devices into their fleet. Thread-safe. */
public final class Registration {
  private static final int MAX_VERSION_CHARS = 100;
  private static final int MAX_MODEL_CHARS = 100;
  private static final int MAX_TRIES = 100;

  /** What it needs of its neighbours. */
  public record Parts(
      ProvisioningKeys keys,
      DeviceTypes types,
      Releases releases,
      Statements statements,
      Outbox outbox,
      AuditLog audit) {}

  private final DeviceRows rows = new DeviceRows();
  private final TombstoneRows tombstones = new TombstoneRows();
  private final DeviceNames names = new DeviceNames(new SecureRandom());
  private final Database database;
  private final Parts parts;
  private final InstantSource clock;
  private final Arrival arrival;

  public Registration(Database database, Parts parts, InstantSource clock) {
    this.database = database;
    this.parts = parts;
    this.clock = clock;
    this.arrival = new Arrival(parts.types(), parts.outbox(), parts.audit(), clock);
  }

  /**
   * Makes a device, or lets one that is expected take its place. Asked again with the same public
   * key, it answers the same device and takes no use of the provisioning key.
   *
   * @throws ProblemException when the provisioning key does not open, or the proof is wrong
   */
  public Registered register(RegisterRequest request) {
    requireShape(request);
    requireProof(request);
    return database.call(tx -> {
      rows.lockKey(tx, request.publicKey());
      // In this order: a fleet that goes meanwhile leaves its marks as its devices go.
      var before = rows.findByKey(tx, request.publicKey());
      tombstones.find(tx, request.publicKey()).ifPresent(Registration::refuseToReturn);
      var expected = before.flatMap(device -> arrival.byItsKey(tx, device, request));
      if (expected.isPresent()) {
        return answer(tx, expected.get());
      }
      var key = parts.keys().find(tx, shown(request));
      if (before.isPresent()) {
        return answer(tx, again(before.get(), key.fleet()));
      }
      key.device().ifPresent(device -> arrival.requireOpen(tx, device));
      parts.keys().use(tx, key);
      var let =
          key.device()
              .map(place -> arrival.byPlace(tx, place, request))
              .orElseGet(() -> make(tx, key, request));
      parts.keys().tellUse(tx, key, let.id());
      return answer(tx, let);
    });
  }

  private static Secret shown(RegisterRequest request) {
    return request
        .provisioningKey()
        .orElseThrow(() ->
            new ProblemException(
                ProblemCode.UNAUTHENTICATED,
                "nobody expects a device with this public key, and it shows no provisioning key",
                "fleet device preregister FLEET --public-key FILE expects it"));
  }

  private static void refuseToReturn(Instant removedAt) {
    throw new ProblemException(
        ProblemCode.GONE,
        "a device with this key was removed at %s, and does not come back".formatted(removedAt),
        "with a new key it is a new device: remove the key from its state folder");
  }

  private static Device again(Device device, FleetName fleet) {
    if (!device.fleet().equals(fleet)) {
      throw new ProblemException(
          ProblemCode.CONFLICT,
          "this device is registered in another fleet already",
          "remove it there first: fleet device rm");
    }
    return device;
  }

  private Device make(Tx tx, ProvisioningKeyView key, RegisterRequest request) {
    var fleet = key.fleet();
    var type = type(tx, key, request);
    var release =
        parts
            .releases()
            .ofFleet(tx, fleet)
            .filter(current -> Fit.misfit(current, type, request.platform()).isEmpty());
    var device = insert(tx, new Newcomer(request, fleet, type, release));
    parts.outbox().append(tx, EventKind.DEVICE_CREATED, fleet, device.id());
    parts.audit().add(tx, Actor.of(device.id()), device.deed("device.register"));
    return device;
  }

  private String type(Tx tx, ProvisioningKeyView key, RegisterRequest request) {
    var types = parts.types().ofFleet(tx, key.fleet());
    var said = new Said(request.type(), request.platform(), model(request));
    var type = said.decide(parts.types().catalogue(tx), key.type(), types);
    Said.requireAccepted(key.fleet(), types, type, request.platform());
    return type;
  }

  /** What a machine says of itself is for people to read; what they could not read is left out. */
  static Optional<String> model(RegisterRequest request) {
    return request
        .model()
        .map(String::strip)
        .filter(said -> !said.isEmpty() && said.length() <= MAX_MODEL_CHARS)
        .filter(said -> said.chars().noneMatch(Character::isISOControl));
  }

  /** A device that was let in. */
  private record Newcomer(
      RegisterRequest request, FleetName fleet, String type, Optional<Release> release) {}

  private Device insert(Tx tx, Newcomer newcomer) {
    var request = newcomer.request();
    var id = DeviceId.random();
    for (var tries = 0; tries < MAX_TRIES; tries++) {
      var wished = tries == 0 ? request.name() : Optional.<DeviceName>empty();
      var device =
          new Device(
              id,
              wished.orElse(names.next(tries)),
              newcomer.fleet(),
              request.publicKey(),
              newcomer.type(),
              request.platform(),
              request.supervisorVersion(),
              clock.instant(),
              newcomer.release().map(Release::id),
              Optional.empty(),
              model(request));
      if (rows.insert(tx, device)) {
        return device;
      }
    }
    throw new IllegalStateException("found no free device name in fleet " + newcomer.fleet());
  }

  private Registered answer(Tx tx, Device device) {
    var trusted = parts.statements().newest(tx);
    return new Registered(device.id(), device.name(), device.fleet(), Optional.of(trusted));
  }

  private static void requireShape(RegisterRequest request) {
    if (!TypeChoice.isSlug(request.type())) {
      throw new IllegalArgumentException(
          "not a device type: use lower-case letters, digits and '-', such as generic-amd64");
    }
    if (request.supervisorVersion().length() > MAX_VERSION_CHARS) {
      throw new IllegalArgumentException("not a version of the supervisor");
    }
  }

  private static void requireProof(RegisterRequest request) {
    var message = RegisterRequest.proofMessage(request.provisioningKey(), request.publicKey());
    if (!request.publicKey().verifies(message, Signatures.decode(request.proof()))) {
      throw new ProblemException(
          ProblemCode.UNAUTHENTICATED,
          "the proof is not a signature by the public key over this registration",
          "");
    }
  }
}
