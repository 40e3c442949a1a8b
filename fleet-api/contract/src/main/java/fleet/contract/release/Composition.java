package fleet.contract.release;

import fleet.contract.identity.ServiceName;
import java.util.Map;
import java.util.Set;

/**
 * How the services of a release run together. All of them share one network in which they find each
 * other by service name.
 *
 * @param volumes names of the volumes that the services mount
 */
public record Composition(Map<ServiceName, ServiceSpec> services, Set<String> volumes) {
  public Composition {
    services = Map.copyOf(services);
    volumes = Set.copyOf(volumes);
  }
}
