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
 * @param isEachNeeded of the platforms; else those are left out that an image is not for
 */
public record BuildPlan(
    List<ServicePlan> services,
    List<Platform> platforms,
    Optional<String> version,
    Composition composition,
    List<String> notes,
    boolean isEachNeeded) {
  public BuildPlan {
    services = List.copyOf(services);
    platforms = List.copyOf(platforms);
    notes = List.copyOf(notes);
  }

  /** For platforms that are all needed. */
  public BuildPlan(
      List<ServicePlan> services,
      List<Platform> platforms,
      Optional<String> version,
      Composition composition,
      List<String> notes) {
    this(services, platforms, version, composition, notes, true);
  }

  /** The same without other platforms. */
  public BuildPlan on(List<Platform> wanted) {
    return new BuildPlan(
        services.stream().map(service -> service.only(wanted)).toList(),
        wanted,
        version,
        composition,
        notes,
        isEachNeeded);
  }

  /** The same, to make the images of these services only. */
  public BuildPlan only(Set<ServiceName> wanted) {
    return new BuildPlan(
        services.stream().filter(service -> wanted.contains(service.service())).toList(),
        platforms,
        version,
        composition,
        notes,
        isEachNeeded);
  }
}
