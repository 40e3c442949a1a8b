package fleet.supervisor.engine;

import fleet.contract.device.ContainerState;
import fleet.contract.device.Health;
import fleet.supervisor.plan.ContainerId;
import java.util.Map;
import java.util.Optional;

/**
 * One container as the engine tells it.
 *
 * @param restarts by the engine's restart policy, since the container was created
 * @param exitCode of the last end, where it is not running
 */
public record EngineContainer(
    ContainerId id,
    String name,
    Map<String, String> labels,
    ContainerState state,
    Health health,
    int restarts,
    Optional<Integer> exitCode) {
  public EngineContainer {
    labels = Map.copyOf(labels);
  }
}
