package fleet.supervisor.plan;

import static fleet.supervisor.Specs.spec;

import fleet.contract.device.ContainerState;
import fleet.contract.device.Health;
import fleet.contract.device.ReleaseTarget;
import fleet.contract.device.ServiceTarget;
import fleet.contract.identity.DeviceId;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.ReleaseId;
import fleet.contract.identity.ServiceName;
import fleet.contract.release.Digest;
import fleet.contract.release.ImageVariant;
import fleet.contract.release.Layer;
import fleet.contract.release.Platform;
import fleet.contract.release.ServiceSpec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A device and its goal in a test's words. Mutable; each test has its own. */
final class World {
  static final DeviceId DEVICE = DeviceId.parse("9f8b1d4e-0000-4000-8000-000000000001");
  static final Names NAMES = new Names(DEVICE, FleetName.parse("berlin"));

  private final Map<ContainerId, Container> containers = new LinkedHashMap<>();
  private final Set<ImageName> images = new HashSet<>();
  private final Set<String> leftovers = new HashSet<>();
  private final Set<ImageName> fetching = new HashSet<>();
  private final Set<ImageName> keep = new HashSet<>();
  private Set<String> networks = Set.of(NAMES.network());
  private Optional<ReleaseTarget> wanted = Optional.empty();
  private Optional<ReleaseTarget> meanwhile = Optional.empty();

  /** A service whose image is told apart by the marker. */
  static ServiceTarget service(String name, String marker) {
    return service(name, marker, spec().build());
  }

  static ServiceTarget service(String name, String marker, ServiceSpec spec) {
    var image =
        new ImageVariant(
            "linux/amd64",
            Platform.LINUX_AMD64,
            digest(name + marker + "manifest"),
            digest(name + marker + "config"),
            100,
            List.of(new Layer(digest(marker), digest(marker + "tar"), 1000)));
    return new ServiceTarget(ServiceName.parse(name), "berlin/" + name, image, spec);
  }

  static ReleaseTarget release(ServiceTarget... services) {
    return release(Set.of(), services);
  }

  static ReleaseTarget release(Set<String> volumes, ServiceTarget... services) {
    return new ReleaseTarget(
        ReleaseId.random(),
        "1.0.0",
        "1a2b3c4",
        List.of(services),
        volumes,
        Duration.ofSeconds(10),
        Duration.ofSeconds(60));
  }

  /** The container of that service, created and not started. */
  static Draft container(ServiceTarget service) {
    return new Draft(
        service, ContainerState.CREATED, Health.NONE, 0, Optional.empty(), Set.of(NAMES.network()));
  }

  World has(ServiceTarget imageOf) {
    images.add(ImageName.of(imageOf));
    return this;
  }

  World has(Draft container) {
    containers.put(container.id(), container.build());
    return this;
  }

  World withoutNetwork() {
    networks = Set.of();
    return this;
  }

  World networks(String... names) {
    networks = Set.of(names);
    return this;
  }

  World without(Draft container) {
    containers.remove(container.id());
    return this;
  }

  World lost(ServiceTarget imageOf) {
    images.remove(ImageName.of(imageOf));
    return this;
  }

  World network(String name) {
    networks = Set.of(NAMES.network(), name);
    return this;
  }

  World leftover(String reference) {
    leftovers.add(reference);
    return this;
  }

  World wants(ReleaseTarget release) {
    wanted = Optional.of(release);
    return this;
  }

  World wantsNothing() {
    wanted = Optional.empty();
    return this;
  }

  World meanwhile(ReleaseTarget release) {
    meanwhile = Optional.of(release);
    return this;
  }

  World fetching(ServiceTarget service) {
    fetching.add(ImageName.of(service));
    return this;
  }

  World keeps(ServiceTarget service) {
    keep.add(ImageName.of(service));
    return this;
  }

  List<Step> plan() {
    return new Planner()
        .next(state(), new Goal(NAMES, wanted, meanwhile, keep), new Conditions(fetching))
        .steps();
  }

  private DeviceState state() {
    return new DeviceState(List.copyOf(containers.values()), images, leftovers, networks, Set.of());
  }

  private static Digest digest(String text) {
    return Digest.of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** A container in the making. */
  record Draft(
      ServiceTarget service,
      ContainerState state,
      Health health,
      int restarts,
      Optional<Integer> exitCode,
      Set<String> in) {
    ContainerId id() {
      return new ContainerId(NAMES.container(service));
    }

    Draft running() {
      return state(ContainerState.RUNNING, Optional.empty());
    }

    Draft exited(int code) {
      return state(ContainerState.EXITED, Optional.of(code));
    }

    Draft health(Health next) {
      return new Draft(service, state, next, restarts, exitCode, in);
    }

    Draft state(ContainerState next, Optional<Integer> code) {
      return new Draft(service, next, health, restarts, code, in);
    }

    Draft restarted(int times) {
      return new Draft(service, state, health, times, exitCode, in);
    }

    Draft in(String... names) {
      return new Draft(service, state, health, restarts, exitCode, Set.of(names));
    }

    Container build() {
      return new Container(
          id(),
          service.service(),
          ReleaseId.random(),
          ImageName.of(service),
          SpecHash.of(service),
          state,
          health,
          restarts,
          exitCode,
          in);
    }
  }
}
