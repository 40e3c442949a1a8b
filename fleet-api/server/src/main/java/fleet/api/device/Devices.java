package fleet.api.device;

import fleet.api.access.Sight;
import fleet.api.audit.Actor;
import fleet.api.audit.AuditLog;
import fleet.api.audit.Deed;
import fleet.api.db.Database;
import fleet.api.db.Tx;
import fleet.api.event.EventKind;
import fleet.api.event.Outbox;
import fleet.api.trace.DeviceTraces;
import fleet.api.wire.Part;
import fleet.api.wire.TimeCursor;
import fleet.contract.identity.DeviceId;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.PublicKey;
import fleet.contract.identity.UserName;
import fleet.contract.operator.DeviceView;
import fleet.contract.operator.Page;
import fleet.contract.operator.RemovedDevice;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import fleet.contract.variable.SealingKey;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Finds and removes devices. Thread-safe. */
public final class Devices {
  private static final int ID_CHARS = 36;

  private final DeviceRows rows = new DeviceRows();
  private final TombstoneRows tombstones = new TombstoneRows();
  private final PlaceRows places = new PlaceRows();
  private final Database database;
  private final Outbox outbox;
  private final AuditLog audit;
  private final DeviceTraces traces;
  private final InstantSource clock;

  public Devices(Database database, Outbox outbox, AuditLog audit, InstantSource clock) {
    this.database = database;
    this.outbox = outbox;
    this.audit = audit;
    this.traces = new DeviceTraces(audit);
    this.clock = clock;
  }

  public Optional<Device> find(Tx tx, DeviceId id) {
    return rows.find(tx, id);
  }

  public Optional<Device> find(DeviceId id) {
    return database.call(tx -> rows.find(tx, id));
  }

  /** What is left of a device that was removed. */
  Optional<TombstoneRows.Grave> grave(DeviceId id) {
    return database.call(tx -> tombstones.find(tx, id));
  }

  /** Whose identity key it is. */
  public Optional<Device> findByKey(PublicKey key) {
    return database.call(tx -> rows.findByKey(tx, key));
  }

  /** Those of them that there are. */
  public List<Device> findAll(Tx tx, Collection<DeviceId> ids) {
    return rows.findAll(tx, ids);
  }

  /**
   * By id, or by name where only one device has it; among those that may be known of.
   *
   * @throws ProblemException when there is none, or more than one
   */
  public Device get(String idOrName, Sight sight) {
    var found =
        database.call(tx -> find(tx, idOrName)).stream()
            .filter(device -> sight.sees(device.fleet()))
            .toList();
    if (found.size() > 1) {
      throw new ProblemException(
          ProblemCode.CONFLICT,
          "more than one fleet has a device '%s'".formatted(idOrName),
          "name it by its id; fleet device list shows them");
    }
    return found.stream().findFirst().orElseThrow(() -> missing(idOrName));
  }

  /** From now on its secrets are sealed to this key, which it has proven to be its own. */
  void sealTo(Device device, SealingKey key) {
    database.run(tx -> {
      rows.sealTo(tx, device.id(), key);
      outbox.append(tx, EventKind.DEVICE_TARGETED, device.fleet(), device.id());
      audit.add(tx, Actor.of(device.id()), device.deed("device.sealing-key"));
    });
  }

  /**
   * Removes a device: its key opens nothing any more, and never will. One that is expected is so no
   * more, and may be expected anew.
   *
   * @param kept the device as it is, to keep; absent to erase all that it ever said, and its name
   */
  public void delete(UserName by, Device device, Optional<DeviceView> kept) {
    database.run(tx -> delete(tx, by, device, kept));
  }

  /** The same, together with other changes. */
  public void delete(Tx tx, UserName by, Device device, Optional<DeviceView> kept) {
    var now = clock.instant();
    rows.lockKey(tx, device.publicKey());
    if (kept.isEmpty()) {
      traces.erase(tx, device.fleet(), device.id());
    }
    var isExpected = places.lock(tx, device.id()).filter(PlaceRows.Place::isOpen).isPresent();
    if (!rows.delete(tx, device.id())) {
      throw missing(device.name().toString());
    }
    if (!isExpected) {
      tombstones.insert(tx, device, now);
    }
    kept.ifPresent(last -> tombstones.keep(tx, new RemovedDevice(last, by, now)));
    outbox.append(tx, EventKind.DEVICE_DELETED, device.fleet(), device.id());
    var nameless = Deed.of("device.delete").in(device.fleet());
    var deed = kept.map(_ -> device.deed("device.delete")).orElse(nameless);
    audit.add(tx, Actor.of(by), deed.to(device.id()));
  }

  /** What was kept of a fleet's removed devices, the newest first. */
  public Page<RemovedDevice> removed(FleetName fleet, Part part) {
    return part.page(
        more -> database.call(tx -> tombstones.list(tx, fleet, more)),
        removed -> new TimeCursor(removed.removedAt(), removed.last().id().toString()).toString());
  }

  private List<Device> find(Tx tx, String idOrName) {
    if (idOrName.length() == ID_CHARS) {
      try {
        var byId = rows.find(tx, DeviceId.parse(idOrName));
        if (byId.isPresent()) {
          return List.of(byId.get());
        }
      } catch (IllegalArgumentException e) {
        return rows.findByName(tx, idOrName);
      }
    }
    return rows.findByName(tx, idOrName);
  }

  /** The refusal for a device that is not there. */
  public static ProblemException missing(String idOrName) {
    return new ProblemException(
        ProblemCode.NOT_FOUND,
        "there is no device '%s'".formatted(idOrName),
        "fleet device list shows them");
  }
}
