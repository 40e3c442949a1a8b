package fleet.api.device;

import fleet.api.audit.Actor;
import fleet.api.audit.AuditLog;
import fleet.api.db.Database;
import fleet.api.db.Tx;
import fleet.api.event.EventKind;
import fleet.api.event.Outbox;
import fleet.api.release.Releases;
import fleet.api.target.Fit;
import fleet.api.type.DeviceTypes;
import fleet.api.wire.Part;
import fleet.contract.devicetype.DeviceType;
import fleet.contract.identity.DeviceId;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.PublicKey;
import fleet.contract.identity.Secret;
import fleet.contract.identity.UserName;
import fleet.contract.operator.Page;
import fleet.contract.preregistration.NewPlace;
import fleet.contract.preregistration.NewPlaces;
import fleet.contract.preregistration.PlaceView;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import fleet.contract.release.Release;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Expects devices before they exist: each has its place, its name and its key. Thread-safe. */
public final class Preregistration {
  private static final int MAX_OPEN = 10_000;

  /** What it needs of its neighbours. */
  public record Parts(
      ProvisioningKeys keys,
      DeviceTypes types,
      DeviceEdits edits,
      Releases releases,
      Outbox outbox,
      AuditLog audit) {}

  /**
   * A device that is expected from now on.
   *
   * @param key which lets it in, unless it is recognised by its own
   */
  public record Made(Device device, Optional<Instant> expiresAt, Optional<Secret> key) {}

  private final PlaceRows rows = new PlaceRows();
  private final DeviceRows devices = new DeviceRows();
  private final Database database;
  private final Parts parts;
  private final InstantSource clock;

  public Preregistration(Database database, Parts parts, InstantSource clock) {
    this.database = database;
    this.parts = parts;
    this.clock = clock;
  }

  /**
   * Expects these devices, all or none.
   *
   * @throws ProblemException that tells what is wrong with each
   */
  public List<Made> expect(UserName by, FleetName fleet, NewPlaces wanted) {
    return database.call(tx -> {
      lock(tx, wanted);
      var known =
          new PlaceFaults.Known(
              fleet, parts.types().ofFleet(tx, fleet), parts.types().catalogue(tx));
      var faults = new PlaceFaults(tx, known, wanted.devices());
      faults.require(wanted.devices());
      requireRoom(tx, fleet, wanted);
      var release = parts.releases().ofFleet(tx, fleet);
      var made = new ArrayList<Made>();
      for (var place : wanted.devices()) {
        var type = faults.type(place).orElseThrow();
        made.add(expect(tx, by, place, device(fleet, place, type, release)));
      }
      return List.copyOf(made);
    });
  }

  /** Devices of a fleet that are expected, by name. */
  public Page<PlaceView> list(FleetName fleet, Part part) {
    return part.page(
        more -> database.call(tx -> rows.list(tx, fleet, more)), place -> place.name().value());
  }

  /** Expects those no more whose time is over. Any node may, at any time. */
  public void endOver() {
    for (var device : database.call(tx -> rows.over(tx, clock.instant()))) {
      database.run(tx -> end(tx, device));
    }
  }

  private void end(Tx tx, DeviceId id) {
    var now = clock.instant();
    rows.lock(tx, id)
        .filter(place -> place.isOpen() && isOver(place, now))
        .flatMap(_ -> devices.find(tx, id))
        .filter(_ -> devices.delete(tx, id))
        .ifPresent(device -> {
          parts.outbox().append(tx, EventKind.DEVICE_DELETED, device.fleet(), id);
          parts.audit().add(tx, Actor.server(), device.deed("device.expected-over"));
        });
  }

  static boolean isOver(PlaceRows.Place place, Instant now) {
    return place.expiresAt().filter(end -> !now.isBefore(end)).isPresent();
  }

  /** In the order of the keys, so that two who name the same do not wait for each other. */
  private void lock(Tx tx, NewPlaces wanted) {
    wanted.devices().stream()
        .flatMap(place -> place.publicKey().stream())
        .map(PublicKey::value)
        .distinct()
        .sorted()
        .forEach(key -> devices.lockKey(tx, PublicKey.parse(key)));
  }

  private void requireRoom(Tx tx, FleetName fleet, NewPlaces wanted) {
    if (rows.open(tx, fleet) + wanted.devices().size() > MAX_OPEN) {
      throw new ProblemException(
          ProblemCode.CONFLICT,
          "a fleet expects at most %d devices".formatted(MAX_OPEN),
          "fleet device list --where 'status = preregistered' shows them");
    }
  }

  private Device device(
      FleetName fleet, NewPlace place, DeviceType type, Optional<Release> release) {
    var given =
        release.filter(current -> Fit.misfit(current, type.slug(), type.platform()).isEmpty());
    return new Device(
        place.id().orElseGet(DeviceId::random),
        place.name(),
        fleet,
        place.publicKey().orElseGet(Preregistration::keyOfNobody),
        type.slug(),
        type.platform(),
        "",
        clock.instant(),
        given.map(Release::id),
        Optional.empty(),
        Optional.empty());
  }

  private Made expect(Tx tx, UserName by, NewPlace wanted, Device device) {
    if (!devices.insert(tx, device)) {
      throw new ProblemException(
          ProblemCode.CONFLICT,
          "fleet %s has a device '%s' already".formatted(device.fleet(), device.name()),
          "none was made");
    }
    var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    var keyKnown = wanted.publicKey().isPresent();
    var expiresAt = wanted.validFor().map(now::plus);
    rows.insert(
        tx, new PlaceRows.Place(device.id(), by, now, expiresAt, keyKnown, Optional.empty()));
    var key =
        keyKnown
            ? Optional.<Secret>empty()
            : Optional.of(parts.keys().createFor(tx, by, device, expiresAt));
    parts.audit().add(tx, Actor.of(by), device.deed("device.expect"));
    parts.outbox().append(tx, EventKind.DEVICE_CREATED, device.fleet(), device.id());
    parts.edits().edit(tx, by, device, wanted.edit());
    return new Made(device, expiresAt, key);
  }

  /** A key whose other half is forgotten at once. */
  private static PublicKey keyOfNobody() {
    try {
      return PublicKey.of(KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("could not make a key pair", e);
    }
  }
}
