package fleet.contract.release;

import fleet.contract.identity.BuildId;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.ReleaseId;
import fleet.contract.identity.UserName;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One release, immutable but for its state and note.
 *
 * @param version the project's own, or {@code 0.0.0+rev7} by counting
 * @param revision counts the fleet's releases from 1
 */
public record Release(
    ReleaseId id,
    FleetName fleet,
    String version,
    int revision,
    BuildId build,
    UserName author,
    String commit,
    String note,
    Map<String, String> tags,
    ReleaseState state,
    Instant createdAt,
    List<ServiceImages> services,
    Composition composition) {
  public Release {
    tags = Map.copyOf(tags);
    services = List.copyOf(services);
  }

  /** The platforms that every service was built for, in order. */
  public List<Platform> platforms() {
    return services.stream()
        .flatMap(service -> service.variants().stream())
        .map(ImageVariant::platform)
        .distinct()
        .sorted()
        .toList();
  }
}
