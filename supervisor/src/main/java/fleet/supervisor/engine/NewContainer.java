package fleet.supervisor.engine;

import fleet.contract.identity.Secret;
import fleet.contract.release.ServiceSpec;
import fleet.contract.variable.VariableName;
import fleet.supervisor.plan.Networks;
import java.util.List;
import java.util.Map;

/**
 * An order for one container.
 *
 * @param image a reference that the engine holds
 * @param labels ours; the spec's own are added
 * @param variables that it is given besides the spec's own environment, and rather than it
 * @param place in the first network that the container joins
 * @param volumes the engine's volume for each name in the spec
 */
public record NewContainer(
    String name,
    String image,
    Map<String, String> labels,
    ServiceSpec spec,
    Map<VariableName, Secret> variables,
    Networks.Place place,
    Map<String, String> volumes,
    List<FileBind> files) {
  public NewContainer {
    labels = Map.copyOf(labels);
    variables = Map.copyOf(variables);
    volumes = Map.copyOf(volumes);
    files = List.copyOf(files);
  }
}
