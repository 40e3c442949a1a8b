package fleet.api.live;

import fleet.api.db.Database;
import fleet.api.db.Tx;
import fleet.api.device.Actions;
import fleet.api.device.Device;
import fleet.api.device.Devices;
import fleet.api.pin.Pins;
import fleet.api.release.Releases;
import fleet.api.target.Approach;
import fleet.api.target.Etag;
import fleet.api.target.Given;
import fleet.api.target.Targets;
import fleet.api.trust.Statements;
import fleet.api.variable.DeviceVariables;
import fleet.contract.device.DeviceAction;
import fleet.contract.identity.DeviceId;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.ReleaseId;
import fleet.contract.variable.SealingKey;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads what targets are made of, for many devices with few questions. Thread-safe. */
public final class TargetSource {
  private final Database database;
  private final Parts parts;
  private final Targets targets;

  /** What targets are made of. */
  public record Parts(
      Devices devices,
      Pins pins,
      Releases releases,
      Actions actions,
      Statements statements,
      DeviceVariables variables) {}

  /** All that one device's target is made of. */
  private record Found(
      Device device,
      Optional<Given> release,
      List<DeviceAction> orders,
      DeviceVariables.Given variables) {}

  public TargetSource(Database database, Parts parts, Targets targets) {
    this.database = database;
    this.parts = parts;
    this.targets = targets;
  }

  /** The target of one device; nothing when it was removed. */
  Optional<Aim> of(DeviceId device, Approach approach) {
    return Optional.ofNullable(of(Map.of(device, approach)).get(device));
  }

  /**
   * Targets by device; a device that was removed is left out.
   *
   * @param approaches how each device reached the API
   */
  Map<DeviceId, Aim> of(Map<DeviceId, Approach> approaches) {
    var aims = new HashMap<DeviceId, Aim>();
    for (var found : database.call(tx -> read(tx, approaches.keySet()))) {
      var device = found.device().id();
      var approach = approaches.get(device);
      if (approach != null) {
        aims.put(device, aim(found, approach));
      }
    }
    return aims;
  }

  private List<Found> read(Tx tx, Set<DeviceId> asked) {
    var open = parts.actions().open(tx, asked);
    var pins = parts.pins().of(tx, asked);
    var seen = new HashMap<ReleaseId, Optional<Given>>();
    var devices = parts.devices().findAll(tx, asked);
    var variables = variables(tx, devices);
    return devices.stream()
        .map(device ->
            new Found(
                device,
                device
                    .release()
                    .flatMap(id ->
                        id.equals(pins.get(device.id()))
                            ? givenAlone(tx, device, id)
                            : seen.computeIfAbsent(id, wanted -> given(tx, device, wanted))),
                open.getOrDefault(device.id(), List.of()),
                variables.getOrDefault(device.id(), DeviceVariables.Given.NOTHING)))
        .toList();
  }

  private Map<DeviceId, DeviceVariables.Given> variables(Tx tx, List<Device> devices) {
    var fleets = new HashMap<DeviceId, FleetName>();
    var keys = new HashMap<DeviceId, SealingKey>();
    for (var device : devices) {
      fleets.put(device.id(), device.fleet());
      device.sealing().ifPresent(key -> keys.put(device.id(), key));
    }
    return parts.variables().of(tx, fleets, keys);
  }

  private Optional<Given> given(Tx tx, Device device, ReleaseId id) {
    return parts
        .releases()
        .find(tx, id)
        .map(release -> new Given(release, parts.statements().proof(tx, device.fleet(), release)));
  }

  /** Of a pinned device: what is said to it holds for no other. */
  private Optional<Given> givenAlone(Tx tx, Device device, ReleaseId id) {
    return parts
        .releases()
        .find(tx, id)
        .map(release ->
            new Given(release, parts.statements().proof(tx, device.fleet(), device.id(), release)));
  }

  /**
   * The etag is of what the boxes hold, not of the boxes: the same secret is sealed in many ways.
   */
  private Aim aim(Found found, Approach approach) {
    var device = found.device();
    var orders = found.orders();
    var state =
        targets
            .of(device.forTarget(), found.release(), orders, approach)
            .with(found.variables().open());
    var validUntil =
        orders.stream().map(DeviceAction::expiresAt).min(Instant::compareTo).orElse(Instant.MAX);
    var sealed = state.with(parts.variables().sealed(device.id(), found.variables()));
    return new Aim(device.fleet(), sealed, Etag.of(state), validUntil);
  }
}
