package fleet.supervisor;

import fleet.contract.device.ReleaseTarget;
import fleet.contract.device.ServiceTarget;
import fleet.contract.identity.ReleaseId;
import fleet.contract.identity.ServiceName;
import fleet.contract.release.Confinement;
import fleet.contract.release.DependencyCondition;
import fleet.contract.release.FileMount;
import fleet.contract.release.HealthCheck;
import fleet.contract.release.HostAccess;
import fleet.contract.release.Limits;
import fleet.contract.release.Mount;
import fleet.contract.release.NameLookup;
import fleet.contract.release.NetworkJoin;
import fleet.contract.release.RestartPolicy;
import fleet.contract.release.ServiceSpec;
import fleet.contract.release.UpdateRule;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Specs and releases with defaults, for tests. Mutable; each test makes its own. */
public final class Specs {
  private Map<ServiceName, DependencyCondition> dependsOn = Map.of();
  private Optional<HealthCheck> healthCheck = Optional.empty();
  private List<Mount> mounts = List.of();
  private Map<String, String> environment = Map.of();
  private RestartPolicy restart = RestartPolicy.ALWAYS;
  private Optional<Limits> limits = Optional.empty();
  private Optional<Confinement> confinement = Optional.empty();
  private Optional<NameLookup> lookup = Optional.empty();
  private Optional<HostAccess> hostAccess = Optional.empty();
  private Optional<List<NetworkJoin>> networks = Optional.empty();
  private Optional<List<FileMount>> files = Optional.empty();
  private Optional<UpdateRule> update = Optional.empty();
  private Optional<Integer> maxRestarts = Optional.empty();

  public static Specs spec() {
    return new Specs();
  }

  /** A release of these, with a short soak. */
  public static ReleaseTarget release(Duration deadline, ServiceTarget... services) {
    return new ReleaseTarget(
        ReleaseId.random(),
        "0.0.0+rev1",
        "1a2b3c4",
        List.copyOf(Arrays.asList(services)),
        Set.of(),
        Duration.ofSeconds(1),
        deadline);
  }

  public Specs dependsOn(String service, DependencyCondition condition) {
    dependsOn = Map.of(ServiceName.parse(service), condition);
    return this;
  }

  public Specs healthyWhen(String command) {
    return healthyWhen(command, Duration.ofSeconds(1));
  }

  public Specs healthyWhen(String command, Duration interval) {
    healthCheck =
        Optional.of(
            new HealthCheck(
                List.of("CMD-SHELL", command), interval, Duration.ofSeconds(5), Duration.ZERO, 2));
    return this;
  }

  public Specs volume(String name, String target) {
    mounts = List.of(new Mount.Volume(name, target, false));
    return this;
  }

  public Specs memory(String target, long bytes, int mode) {
    mounts = List.of(new Mount.Memory(target, Optional.of(bytes), Optional.of(mode)));
    return this;
  }

  public Specs environment(String name, String value) {
    environment = Map.of(name, value);
    return this;
  }

  public Specs restart(RestartPolicy policy) {
    restart = policy;
    return this;
  }

  public Specs limits(Limits given) {
    limits = Optional.of(given);
    return this;
  }

  public Specs confinement(Confinement given) {
    confinement = Optional.of(given);
    return this;
  }

  public Specs lookup(NameLookup given) {
    lookup = Optional.of(given);
    return this;
  }

  public Specs hostAccess(HostAccess given) {
    hostAccess = Optional.of(given);
    return this;
  }

  public Specs networks(NetworkJoin... given) {
    networks = Optional.of(List.of(given));
    return this;
  }

  public Specs files(FileMount... given) {
    files = Optional.of(List.of(given));
    return this;
  }

  public Specs update(UpdateRule.Strategy strategy) {
    update = Optional.of(new UpdateRule(strategy, Optional.empty()));
    return this;
  }

  public Specs maxRestarts(int count) {
    restart = RestartPolicy.ON_FAILURE;
    maxRestarts = Optional.of(count);
    return this;
  }

  public ServiceSpec build() {
    return new ServiceSpec(
        List.of(),
        List.of(),
        environment,
        List.of(),
        mounts,
        dependsOn,
        healthCheck,
        restart,
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false,
        true,
        Duration.ofSeconds(2),
        Optional.empty(),
        limits,
        confinement,
        lookup,
        hostAccess,
        networks,
        files,
        update,
        maxRestarts);
  }
}
