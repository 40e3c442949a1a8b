package fleet.contract.release;

import fleet.contract.identity.ServiceName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How one service runs, normalised: every short form of Compose is written out, every default
 * filled in, so that two equal specs mean two equal containers.
 *
 * @param command overrides the image's when not empty
 * @param entrypoint overrides the image's when not empty
 */
public record ServiceSpec(
    List<String> command,
    List<String> entrypoint,
    Map<String, String> environment,
    List<PortMapping> ports,
    List<Mount> mounts,
    Map<ServiceName, DependencyCondition> dependsOn,
    Optional<HealthCheck> healthCheck,
    RestartPolicy restart,
    Map<String, String> labels,
    Optional<String> user,
    Optional<String> workingDirectory,
    Optional<String> hostname,
    boolean readOnly,
    boolean init,
    Duration stopGrace) {
  public static final Duration DEFAULT_STOP_GRACE = Duration.ofSeconds(10);

  public ServiceSpec {
    command = List.copyOf(command);
    entrypoint = List.copyOf(entrypoint);
    environment = Map.copyOf(environment);
    ports = List.copyOf(ports);
    mounts = List.copyOf(mounts);
    dependsOn = Map.copyOf(dependsOn);
    labels = Map.copyOf(labels);
  }

  /** A service that says nothing beyond its image. */
  public static ServiceSpec plain() {
    return new ServiceSpec(
        List.of(),
        List.of(),
        Map.of(),
        List.of(),
        List.of(),
        Map.of(),
        Optional.empty(),
        RestartPolicy.ALWAYS,
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false,
        false,
        DEFAULT_STOP_GRACE);
  }
}
