package fleet.builder.plan;

import fleet.contract.identity.ServiceName;
import fleet.contract.release.Composition;
import fleet.contract.release.Platform;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What to build, and the composition that will run it.
 *
 * @param services in the order in which the project names them
 * @param version the project's own
 * @param notes what the developer should know although it hinders nothing
 */
public record BuildPlan(
    List<ServicePlan> services,
    List<Platform> platforms,
    Optional<String> version,
    Composition composition,
    List<String> notes) {
  public BuildPlan {
    services = List.copyOf(services);
    platforms = List.copyOf(platforms);
    notes = List.copyOf(notes);
  }

  /** The same, to make the images of these services only. */
  public BuildPlan only(Set<ServiceName> wanted) {
    return new BuildPlan(
        services.stream().filter(service -> wanted.contains(service.service())).toList(),
        platforms,
        version,
        composition,
        notes);
  }
}
