package fleet.api.live;

import fleet.api.db.Database;
import fleet.api.db.Tx;
import fleet.api.device.Actions;
import fleet.api.device.Device;
import fleet.api.device.Devices;
import fleet.api.pin.Pins;
import fleet.api.release.Releases;
import fleet.api.target.Approach;
import fleet.api.target.Given;
import fleet.api.target.TargetTerms;
import fleet.api.target.TargetTexts;
import fleet.api.target.Targets;
import fleet.api.trust.Statements;
import fleet.api.variable.DeviceVariables;
import fleet.contract.device.DeviceAction;
import fleet.contract.identity.DeviceId;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.ReleaseId;
import fleet.contract.release.Release;
import fleet.contract.trust.Proof;
import fleet.contract.variable.SealingKey;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Reads what targets are made of, for many devices with few questions. Thread-safe. */
public final class TargetSource {
  private final Database database;
  private final Parts parts;
  private final TargetTerms terms;

  /** What targets are made of. */
  public record Parts(
      Devices devices,
      Pins pins,
      Releases releases,
      Actions actions,
      Statements statements,
      DeviceVariables variables) {}

  /** The release of a device, and until when that is said. */
  private record Said(Given given, Instant until) {}

  /** All that one device's target is made of. */
  private record Found(
      Device device,
      Optional<Said> release,
      List<DeviceAction> orders,
      DeviceVariables.Given variables) {}

  /** Makes the targets of one reading. */
  private record Making(Targets targets, TargetTexts texts) {}

  public TargetSource(Database database, Parts parts, TargetTerms terms) {
    this.database = database;
    this.parts = parts;
    this.terms = terms;
  }

  /** The target of one device; nothing when it was removed. */
  Optional<Aim> of(DeviceId device, Approach approach) {
    var aims = of(Map.of(device, approach));
    aims.faults()
        .values()
        .forEach(fault -> {
          throw new IllegalStateException("could not make the target of " + device, fault.cause());
        });
    return Optional.ofNullable(aims.found().get(device));
  }

  /**
   * Targets by device. One that cannot be made keeps no other from its target.
   *
   * @param approaches how each device reached the API
   */
  Aims of(Map<DeviceId, Approach> approaches) {
    var making = new Making(new Targets(terms), new TargetTexts());
    var aims = new HashMap<DeviceId, Aim>();
    var faults = new HashMap<DeviceId, Aims.Fault>();
    for (var found : database.call(tx -> read(tx, approaches.keySet(), faults))) {
      var device = found.device();
      var approach = approaches.get(device.id());
      if (approach != null) {
        unlessFaulty(device, faults, () -> aim(making, found, approach))
            .ifPresent(aim -> aims.put(device.id(), aim));
      }
    }
    return new Aims(aims, faults);
  }

  private List<Found> read(Tx tx, Set<DeviceId> asked, Map<DeviceId, Aims.Fault> faults) {
    var open = parts.actions().open(tx, asked);
    var pins = parts.pins().of(tx, asked);
    var seen = new HashMap<ReleaseId, Optional<Said>>();
    var devices = parts.devices().findAll(tx, asked);
    var variables = variables(tx, devices);
    return devices.stream()
        .flatMap(device ->
            unlessFaulty(device, faults, () -> release(tx, device, pins, seen))
                .map(release ->
                    new Found(
                        device,
                        release,
                        open.getOrDefault(device.id(), List.of()),
                        variables.getOrDefault(device.id(), DeviceVariables.Given.NOTHING)))
                .stream())
        .toList();
  }

  /** What the database does not answer is no fault of the device: all are asked for again. */
  private static <T> Optional<T> unlessFaulty(
      Device device, Map<DeviceId, Aims.Fault> faults, Supplier<T> part) {
    try {
      return Optional.of(part.get());
    } catch (IllegalArgumentException | IllegalStateException | UncheckedIOException e) {
      faults.put(device.id(), new Aims.Fault(device.fleet(), e));
      return Optional.empty();
    }
  }

  private Optional<Said> release(
      Tx tx, Device device, Map<DeviceId, ReleaseId> pins, Map<ReleaseId, Optional<Said>> seen) {
    return device
        .release()
        .flatMap(id ->
            id.equals(pins.get(device.id()))
                ? givenAlone(tx, device, id)
                : seen.computeIfAbsent(id, wanted -> given(tx, device, wanted)));
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

  private Optional<Said> given(Tx tx, Device device, ReleaseId id) {
    return parts
        .releases()
        .find(tx, id)
        .map(release -> said(release, parts.statements().proof(tx, device.fleet(), release)));
  }

  /** Of a pinned device: what is said to it holds for no other. */
  private Optional<Said> givenAlone(Tx tx, Device device, ReleaseId id) {
    return parts
        .releases()
        .find(tx, id)
        .map(release ->
            said(release, parts.statements().proof(tx, device.fleet(), device.id(), release)));
  }

  private static Said said(Release release, Proof proof) {
    return new Said(new Given(release, proof), Statements.renewal(proof));
  }

  /**
   * The etag is of what the boxes hold, not of the boxes: the same secret is sealed in many ways.
   */
  private Aim aim(Making making, Found found, Approach approach) {
    var device = found.device();
    var orders = found.orders();
    var state =
        making
            .targets()
            .of(device.forTarget(), found.release().map(Said::given), orders, approach)
            .with(found.variables().open());
    var validUntil =
        Stream.concat(
                orders.stream().map(DeviceAction::expiresAt),
                found.release().map(Said::until).stream())
            .min(Instant::compareTo)
            .orElse(Instant.MAX);
    var sealed = state.with(parts.variables().sealed(device.id(), found.variables()));
    var texts = making.texts();
    return new Aim(device.fleet(), texts.json(sealed), texts.etag(state), validUntil);
  }
}
