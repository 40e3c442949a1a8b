package fleet.supervisor.observe;

import fleet.contract.identity.DeviceId;
import fleet.supervisor.engine.Engine;
import fleet.supervisor.plan.Container;
import fleet.supervisor.plan.DeviceState;
import fleet.supervisor.plan.ImageName;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks at the engine. */
public final class Observer {
  private final Engine engine;
  private final FirstHealth health;
  private final DeviceId device;
  private final ImageNames names;

  public Observer(Engine engine, FirstHealth health, DeviceId device) {
    this.engine = engine;
    this.health = health;
    this.device = device;
    this.names = new ImageNames(device);
  }

  /** What of ours is there now. */
  public DeviceState observe() {
    var owner = Labels.owner(device);
    var references =
        engine.images().stream()
            .flatMap(image -> image.references().stream())
            .collect(Collectors.toUnmodifiableSet());
    return new DeviceState(
        health.judge(engine.containers(owner)).stream()
            .<Container>mapMulti((container, out) -> Labels.read(container).ifPresent(out))
            .toList(),
        images(references),
        references.stream().filter(names::isThroughDoor).collect(Collectors.toUnmodifiableSet()),
        engine.networks(owner),
        engine.volumes(owner));
  }

  private Set<ImageName> images(Set<String> references) {
    return references.stream()
        .map(names::parse)
        .flatMap(Optional::stream)
        .collect(Collectors.toUnmodifiableSet());
  }
}
