package fleet.contract.release;

import fleet.contract.identity.ServiceName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How the services of a release run together. Those that name no networks share one, in which they
 * find each other by service name.
 *
 * @param volumes names of the volumes that the services mount
 * @param contents of the configs that the services see; files name them by their digests
 */
public record Composition(
    Map<ServiceName, ServiceSpec> services, Set<String> volumes, Optional<List<String>> contents) {
  public Composition {
    services = Map.copyOf(services);
    volumes = Set.copyOf(volumes);
    contents = contents.filter(it -> !it.isEmpty()).map(it -> it.stream().sorted().toList());
  }

  /** A composition without configs. */
  public Composition(Map<ServiceName, ServiceSpec> services, Set<String> volumes) {
    this(services, volumes, Optional.empty());
  }

  /** The same, but for what digests stand for. */
  public Composition withoutContents() {
    return new Composition(services, volumes);
  }
}
