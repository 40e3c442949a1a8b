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
 * @param networks that it is in, the highest priority first; the one that all share where absent
 * @param files beside those of its image
 * @param update how it gets from one image to the next
 * @param maxRestarts how often it is started again when it fails; for ever where absent
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
    Optional<HostAccess> hostAccess,
    Optional<List<NetworkJoin>> networks,
    Optional<List<FileMount>> files,
    Optional<UpdateRule> update,
    Optional<Integer> maxRestarts) {
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
    networks = networks.map(List::copyOf).filter(it -> !isUsual(it));
    files = files.map(List::copyOf).filter(it -> !it.isEmpty());
    update = update.filter(it -> !it.equals(UpdateRule.USUAL));
  }

  /** A service in the network that all share, with usual updates and no files of its own. */
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
      Duration stopGrace,
      Optional<String> stopSignal,
      Optional<Limits> limits,
      Optional<Confinement> confinement,
      Optional<NameLookup> lookup,
      Optional<HostAccess> hostAccess) {
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
        stopSignal,
        limits,
        confinement,
        lookup,
        hostAccess,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
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

  /** The files that it sees, beside those of its image. */
  public List<FileMount> filesOrNone() {
    return files.orElse(List.of());
  }

  /** Whether it is in no network of its release: in that of the machine, or in none. */
  public boolean runsOutsideNetworks() {
    return confinement.filter(Confinement::noNetwork).isPresent()
        || hostAccess
            .filter(access -> access.namespaces().contains(HostAccess.Namespace.NETWORK))
            .isPresent();
  }

  /** How it gets from one image to the next. */
  public UpdateRule updateRule() {
    return update.orElse(UpdateRule.USUAL);
  }

  private static boolean isUsual(List<NetworkJoin> joins) {
    return joins.size() == 1 && joins.getFirst().saysNothing();
  }
}
