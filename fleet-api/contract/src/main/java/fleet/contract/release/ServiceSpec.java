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
 * @param stopSignal the image's where absent; all from here on are absent from older releases, and
 *     absent where they say nothing, so that a spec is written as it was before there were any
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
    Duration stopGrace,
    Optional<String> stopSignal,
    Optional<Limits> limits,
    Optional<Confinement> confinement,
    Optional<NameLookup> lookup,
    Optional<HostAccess> hostAccess) {
  public static final Duration DEFAULT_STOP_GRACE = Duration.ofSeconds(10);

  public ServiceSpec {
    command = List.copyOf(command);
    entrypoint = List.copyOf(entrypoint);
    environment = Map.copyOf(environment);
    ports = List.copyOf(ports);
    mounts = List.copyOf(mounts);
    dependsOn = Map.copyOf(dependsOn);
    labels = Map.copyOf(labels);
    limits = limits.filter(it -> !it.equals(Limits.NONE));
    confinement = confinement.filter(it -> !it.equals(Confinement.USUAL));
    lookup = lookup.filter(it -> !it.equals(NameLookup.USUAL));
    hostAccess = hostAccess.filter(it -> !it.equals(HostAccess.NONE));
  }

  /** A service that is limited, confined and finds names as all are, and reaches no machine. */
  public ServiceSpec(
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
    this(
        command,
        entrypoint,
        environment,
        ports,
        mounts,
        dependsOn,
        healthCheck,
        restart,
        labels,
        user,
        workingDirectory,
        hostname,
        readOnly,
        init,
        stopGrace,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
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
