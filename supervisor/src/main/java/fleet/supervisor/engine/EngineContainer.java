package fleet.supervisor.engine;

import fleet.contract.device.ContainerState;
import fleet.contract.device.Health;
import fleet.supervisor.plan.ContainerId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One container as the engine tells it.
 *
 * @param restarts by the engine's restart policy, since the container was created
 * @param exitCode of the last end, where it is not running
 * @param healthTest while the engine has not told its first result
 * @param networks that it is in, by name
 */
public record EngineContainer(
    ContainerId id,
    String name,
    Map<String, String> labels,
    ContainerState state,
    Health health,
    int restarts,
    Optional<Integer> exitCode,
    Optional<HealthTest> healthTest,
    Set<String> networks) {
  public EngineContainer {
    labels = Map.copyOf(labels);
    networks = Set.copyOf(networks);
  }

  /** The same, but that it is healthy. */
  public EngineContainer healthy() {
    return new EngineContainer(
        id, name, labels, state, Health.HEALTHY, restarts, exitCode, healthTest, networks);
  }
}
