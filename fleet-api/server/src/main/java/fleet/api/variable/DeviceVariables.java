package fleet.api.variable;

import fleet.api.db.Tx;
import fleet.contract.device.VariableTarget;
import fleet.contract.device.Variables;
import fleet.contract.identity.DeviceId;
import fleet.contract.identity.FleetName;
import fleet.contract.node.MasterKey;
import fleet.contract.variable.SealedBox;
import fleet.contract.variable.SealingKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What devices are given: plain values, and secrets sealed to each. Thread-safe. */
public final class DeviceVariables {
  private final VariableRows rows = new VariableRows();
  private final Seals seals = new Seals();
  private final Safe safe;

  public DeviceVariables(MasterKey masterKey) {
    this.safe = Safe.of(masterKey);
  }

  /**
   * A device's variables, of which the secrets are not sealed yet: what targets are compared by.
   *
   * @param open as the device is given them, but without boxes
   */
  public record Given(Variables open, List<VariableRows.Held> held) {
    public static final Given NOTHING = new Given(Variables.NONE, List.of());
  }

  /** The variables of these devices, by the fleets that they are in. */
  public Map<DeviceId, Given> of(
      Tx tx, Map<DeviceId, FleetName> devices, Map<DeviceId, SealingKey> keys) {
    var revisions = rows.revisions(tx, devices);
    var all = rows.currentOf(tx, devices);
    var given = new HashMap<DeviceId, Given>();
    devices.forEach((device, fleet) -> {
      var own = all.stream().filter(held -> concerns(held.owner(), device, fleet)).toList();
      var key = Optional.ofNullable(keys.get(device));
      given.put(device, given(revisions.getOrDefault(device, 0L), key, own));
    });
    return given;
  }

  /** The same with the secrets sealed; takes time, so not inside a transaction. */
  public Variables sealed(DeviceId device, Given given) {
    var open = given.open();
    if (open.sealedTo().isEmpty()) {
      return open;
    }
    var key = open.sealedTo().get();
    var byVersion =
        given.held().stream()
            .collect(Collectors.toMap(held -> held.row().version(), Function.identity()));
    var inOrder =
        open.inOrder().stream()
            .map(variable ->
                variable.value().isPresent()
                    ? variable
                    : seal(
                        device,
                        key,
                        variable,
                        Objects.requireNonNull(byVersion.get(variable.version()))))
            .toList();
    return new Variables(open.revision(), open.sealedTo(), inOrder);
  }

  private VariableTarget seal(
      DeviceId device, SealingKey key, VariableTarget variable, VariableRows.Held held) {
    var label = new SealedBox.Label(device, variable.name(), variable.version());
    var box = seals.of(key, label, () -> safe.value(held.owner(), held.row()));
    return new VariableTarget(
        variable.service(),
        variable.name(),
        variable.version(),
        Optional.empty(),
        Optional.of(box));
  }

  private static Given given(long revision, Optional<SealingKey> key, List<VariableRows.Held> own) {
    var views = own.stream().map(held -> Changes.view(held.row())).toList();
    var inOrder =
        Precedence.inOrder(views).stream()
            .filter(view -> !view.secret() || key.isPresent())
            .map(view ->
                new VariableTarget(
                    view.service(), view.name(), view.version(), view.value(), Optional.empty()))
            .toList();
    return new Given(new Variables(revision, key, inOrder), own);
  }

  private static boolean concerns(Owner owner, DeviceId device, FleetName fleet) {
    return switch (owner) {
      case Owner.OfFleet(var of) -> of.equals(fleet);
      case Owner.OfDevice(_, var of) -> of.equals(device);
    };
  }
}
