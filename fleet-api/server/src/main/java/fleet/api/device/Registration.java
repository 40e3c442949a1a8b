package fleet.api.device;

import fleet.api.audit.AuditLog;
import fleet.api.db.Database;
import fleet.api.db.Tx;
import fleet.api.event.EventKind;
import fleet.api.event.Outbox;
import fleet.api.release.Releases;
import fleet.api.target.Fit;
import fleet.api.trust.Statements;
import fleet.contract.device.RegisterRequest;
import fleet.contract.device.Registered;
import fleet.contract.identity.DeviceId;
import fleet.contract.identity.DeviceName;
import fleet.contract.identity.FleetName;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import fleet.contract.release.Release;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Pattern;

/** Lets new devices into their fleet. Thread-safe. */
public final class Registration {
  private static final Pattern TYPE = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");
  private static final int MAX_VERSION_CHARS = 100;
  private static final int MAX_TRIES = 100;

  /** What it needs of its neighbours. */
  public record Parts(
      ProvisioningKeys keys,
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

  public Registration(Database database, Parts parts, InstantSource clock) {
    this.database = database;
    this.parts = parts;
    this.clock = clock;
  }

  /**
   * Makes a device. Asked again with the same public key, it answers the same device and takes no
   * use of the provisioning key.
   *
   * @throws ProblemException when the provisioning key does not open, or the proof is wrong
   */
  public Registered register(RegisterRequest request) {
    requireShape(request);
    requireProof(request);
    return database.call(tx -> {
      rows.lockKey(tx, request.publicKey());
      tombstones.find(tx, request.publicKey()).ifPresent(Registration::refuseToReturn);
      var key = parts.keys().find(tx, request.provisioningKey());
      var before = rows.findByKey(tx, request.publicKey());
      if (before.isPresent()) {
        return answer(tx, again(before.get(), key.fleet()));
      }
      parts.keys().use(tx, key);
      return answer(tx, make(tx, key.fleet(), request));
    });
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

  private Device make(Tx tx, FleetName fleet, RegisterRequest request) {
    var release =
        parts
            .releases()
            .ofFleet(tx, fleet)
            .filter(current -> Fit.misfit(current, request.type(), request.platform()).isEmpty());
    var device = insert(tx, fleet, request, release);
    parts.outbox().append(tx, EventKind.DEVICE_CREATED, fleet, device.id());
    parts.audit().add(tx, device.id(), "device.register", fleet + " " + device.name());
    return device;
  }

  private Device insert(
      Tx tx, FleetName fleet, RegisterRequest request, Optional<Release> release) {
    var id = DeviceId.random();
    for (var tries = 0; tries < MAX_TRIES; tries++) {
      var wished = tries == 0 ? request.name() : Optional.<DeviceName>empty();
      var device =
          new Device(
              id,
              wished.orElse(names.next(tries)),
              fleet,
              request.publicKey(),
              request.type(),
              request.platform(),
              request.supervisorVersion(),
              clock.instant(),
              release.map(Release::id),
              Optional.empty());
      if (rows.insert(tx, device)) {
        return device;
      }
    }
    throw new IllegalStateException("found no free device name in fleet " + fleet);
  }

  private Registered answer(Tx tx, Device device) {
    var trusted = parts.statements().newest(tx);
    return new Registered(device.id(), device.name(), device.fleet(), Optional.of(trusted));
  }

  private static void requireShape(RegisterRequest request) {
    if (!TYPE.matcher(request.type()).matches()) {
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
