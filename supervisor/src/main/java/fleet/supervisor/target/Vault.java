package fleet.supervisor.target;

import fleet.contract.device.ReleaseTarget;
import fleet.contract.device.ServiceTarget;
import fleet.contract.device.TargetState;
import fleet.contract.device.VariableTarget;
import fleet.contract.device.Variables;
import fleet.contract.identity.DeviceId;
import fleet.contract.identity.Secret;
import fleet.contract.variable.SealedBox;
import fleet.contract.variable.VariableName;
import fleet.supervisor.state.Remembered;
import java.security.KeyPair;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The values of variables by their versions: those of the target, and those of what the device may
 * return to. Secrets lie in it as they came, and are opened when a container is made. Mutable,
 * thread-safe.
 */
public final class Vault {
  /** What is on the disk. */
  public record Kept(List<VariableTarget> values) {
    public Kept {
      values = List.copyOf(values);
    }
  }

  private final DeviceId device;
  private final KeyPair key;
  private final Remembered<Kept> file;
  private volatile Map<Long, VariableTarget> values = Map.of();

  /**
   * @param key to which secrets are sealed
   */
  public Vault(DeviceId device, KeyPair key, Remembered<Kept> file) {
    this.device = device;
    this.key = key;
    this.file = file;
  }

  /** Remembers an earlier life. */
  public void start() {
    values = byVersion(file.load().map(Kept::values).orElse(List.of()).stream());
  }

  /** The target with the versions of variables that each of its services is given. Pure. */
  public static TargetState assigned(TargetState target) {
    var variables = target.variables().map(Variables::inOrder).orElse(List.of());
    return target
        .release()
        .filter(_ -> !variables.isEmpty())
        .map(release ->
            target.with(
                release.with(
                    release.services().stream()
                        .map(service -> service.with(versions(service, variables)))
                        .toList())))
        .orElse(target);
  }

  /** Keeps what the target and the journal need, and forgets the rest, before anything follows. */
  public void keep(TargetState target, Journal journal) {
    var needed =
        journal
            .releases(target.release())
            .flatMap(Vault::versions)
            .collect(Collectors.toUnmodifiableSet());
    var sent = target.variables().map(Variables::inOrder).orElse(List.of());
    var next = byVersion(Stream.concat(values.values().stream(), sent.stream()), needed);
    if (!next.equals(values)) {
      file.save(new Kept(List.copyOf(next.values())));
      values = next;
    }
  }

  /**
   * What the service's container is given.
   *
   * @throws IllegalStateException when a value is not here, or does not open
   */
  public Map<VariableName, Secret> open(ServiceTarget service) {
    var opened = new HashMap<VariableName, Secret>();
    service
        .variables()
        .forEach((name, version) -> {
          var held = values.get(version);
          if (held == null) {
            throw new IllegalStateException("the value of variable %s is not here".formatted(name));
          }
          opened.put(name, open(held));
        });
    return opened;
  }

  private Secret open(VariableTarget variable) {
    var label = new SealedBox.Label(device, variable.name(), variable.version());
    return variable
        .box()
        .map(box -> box.open(key, label))
        .orElseGet(() -> Secret.of(variable.value().orElse("")));
  }

  /** Of one name the later wins. */
  private static Map<VariableName, Long> versions(
      ServiceTarget service, List<VariableTarget> variables) {
    return variables.stream()
        .filter(variable -> variable.isFor(service.service()))
        .collect(
            Collectors.toMap(
                VariableTarget::name, VariableTarget::version, (_, later) -> later, HashMap::new));
  }

  private static Stream<Long> versions(ReleaseTarget release) {
    return release.services().stream().flatMap(service -> service.variables().values().stream());
  }

  private static Map<Long, VariableTarget> byVersion(
      Stream<VariableTarget> variables, Set<Long> needed) {
    return byVersion(variables.filter(variable -> needed.contains(variable.version())));
  }

  private static Map<Long, VariableTarget> byVersion(Stream<VariableTarget> variables) {
    return variables.collect(
        Collectors.toMap(
            VariableTarget::version, variable -> variable, (_, sent) -> sent, LinkedHashMap::new));
  }
}
