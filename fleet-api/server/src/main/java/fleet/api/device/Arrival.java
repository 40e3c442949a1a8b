package fleet.api.device;

import fleet.api.audit.Actor;
import fleet.api.audit.AuditLog;
import fleet.api.db.Tx;
import fleet.api.event.EventKind;
import fleet.api.event.Outbox;
import fleet.api.type.DeviceTypes;
import fleet.api.type.Said;
import fleet.contract.device.RegisterRequest;
import fleet.contract.devicetype.FleetTypes;
import fleet.contract.identity.DeviceId;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import java.time.InstantSource;
import java.util.Optional;

/** Lets devices that are expected take their places. Thread-safe. */
final class Arrival {
  private static final String HINT = "fleet device preregister expects it anew";

  private final PlaceRows rows = new PlaceRows();
  private final DeviceRows devices = new DeviceRows();
  private final DeviceTypes types;
  private final Outbox outbox;
  private final AuditLog audit;
  private final InstantSource clock;

  Arrival(DeviceTypes types, Outbox outbox, AuditLog audit, InstantSource clock) {
    this.types = types;
    this.outbox = outbox;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * The device whose own key was known before; it may ask again. Nothing for any other.
   *
   * @throws ProblemException when it comes too late, or is of another kind than was expected
   */
  Optional<Device> byItsKey(Tx tx, Device device, RegisterRequest request) {
    return rows.lock(tx, device.id())
        .filter(PlaceRows.Place::keyKnown)
        .map(place -> place.isOpen() ? take(tx, place, device, request) : device);
  }

  /**
   * Takes the place that a provisioning key is for; that it still opens was asked before.
   *
   * @throws ProblemException when somebody came before, or it is too late, or the device is of
   *     another kind than was expected
   */
  Device byPlace(Tx tx, DeviceId id, RegisterRequest request) {
    var place =
        rows.lock(tx, id).orElseThrow(() -> new IllegalStateException("a key for no place: " + id));
    var device = devices.find(tx, id).orElseThrow();
    requireOpen(place, device);
    return take(tx, place, device, request);
  }

  /**
   * Goes on only while nobody came.
   *
   * @throws ProblemException when somebody did
   */
  void requireOpen(Tx tx, DeviceId id) {
    var device = devices.find(tx, id);
    rows.lock(tx, id).ifPresent(place -> device.ifPresent(known -> requireOpen(place, known)));
  }

  private static void requireOpen(PlaceRows.Place place, Device device) {
    place
        .takenAt()
        .ifPresent(at -> {
          throw new ProblemException(
              ProblemCode.GONE,
              "this provisioning key was for device '%s' alone, which came at %s"
                  .formatted(device.name(), at),
              "if that was not it: fleet device rm %s".formatted(device.name()));
        });
  }

  private Device take(Tx tx, PlaceRows.Place place, Device device, RegisterRequest request) {
    var now = clock.instant();
    if (Preregistration.isOver(place, now)) {
      throw new ProblemException(
          ProblemCode.GONE,
          "device '%s' was expected until %s"
              .formatted(device.name(), place.expiresAt().orElseThrow()),
          HINT);
    }
    var said = new Said(request.type(), request.platform(), request.model());
    var _ = said.decide(types.catalogue(tx), Optional.of(device.type()), FleetTypes.ANY);
    devices.arrive(tx, device.id(), request, Registration.model(request));
    rows.take(tx, device.id(), now);
    outbox.append(tx, EventKind.DEVICE_CHANGED, device.fleet(), device.id());
    audit.add(tx, Actor.of(device.id()), device.deed("device.arrive"));
    return device;
  }
}
