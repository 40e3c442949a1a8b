package fleet.api.live;

import fleet.api.db.Database;
import fleet.api.db.Tx;
import fleet.api.device.Actions;
import fleet.api.device.Device;
import fleet.api.device.Devices;
import fleet.api.release.Releases;
import fleet.api.target.Etag;
import fleet.api.target.Given;
import fleet.api.target.Targets;
import fleet.api.trust.Statements;
import fleet.contract.device.DeviceAction;
import fleet.contract.identity.DeviceId;
import fleet.contract.identity.ReleaseId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what targets are made of, for many devices with few questions. Thread-safe. */
public final class TargetSource {
  private final Database database;
  private final Parts parts;
  private final Targets targets;

  /** What targets are made of. */
  public record Parts(Devices devices, Releases releases, Actions actions, Statements statements) {}

  public TargetSource(Database database, Parts parts, Targets targets) {
    this.database = database;
    this.parts = parts;
    this.targets = targets;
  }

  /** The target of one device; nothing when it was removed. */
  Optional<Aim> of(DeviceId device, String host) {
    return Optional.ofNullable(of(Map.of(device, host)).get(device));
  }

  /**
   * Targets by device; a device that was removed is left out.
   *
   * @param hosts by which each device reached the API
   */
  Map<DeviceId, Aim> of(Map<DeviceId, String> hosts) {
    return database.call(tx -> read(tx, hosts));
  }

  private Map<DeviceId, Aim> read(Tx tx, Map<DeviceId, String> hosts) {
    var open = parts.actions().open(tx, hosts.keySet());
    var seen = new HashMap<ReleaseId, Optional<Given>>();
    var aims = new HashMap<DeviceId, Aim>();
    for (var device : parts.devices().findAll(tx, hosts.keySet())) {
      var release =
          device
              .release()
              .flatMap(id -> seen.computeIfAbsent(id, wanted -> given(tx, device, wanted)));
      var orders = open.getOrDefault(device.id(), List.of());
      var host = hosts.getOrDefault(device.id(), "");
      aims.put(device.id(), aim(device, release, orders, host));
    }
    return aims;
  }

  private Optional<Given> given(Tx tx, Device device, ReleaseId id) {
    return parts
        .releases()
        .find(tx, id)
        .map(release -> new Given(release, parts.statements().proof(tx, device.fleet(), release)));
  }

  private Aim aim(Device device, Optional<Given> release, List<DeviceAction> orders, String host) {
    var state = targets.of(device.forTarget(), release, orders, host);
    var validUntil =
        orders.stream().map(DeviceAction::expiresAt).min(Instant::compareTo).orElse(Instant.MAX);
    return new Aim(device.fleet(), state, Etag.of(state), validUntil);
  }
}
