package fleet.cli.command;

import fleet.contract.device.ContainerState;
import fleet.contract.device.Failure;
import fleet.contract.device.Health;
import fleet.contract.device.Phase;
import fleet.contract.device.ServiceState;
import fleet.contract.identity.BuildId;
import fleet.contract.identity.DeviceId;
import fleet.contract.identity.DeviceName;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.ReleaseId;
import fleet.contract.identity.ServiceName;
import fleet.contract.identity.UserName;
import fleet.contract.operator.DeviceStatus;
import fleet.contract.operator.DeviceView;
import fleet.contract.operator.FleetView;
import fleet.contract.operator.ReleaseSummary;
import fleet.contract.operator.RolloutProgress;
import fleet.contract.operator.RolloutState;
import fleet.contract.operator.RolloutView;
import fleet.contract.release.Composition;
import fleet.contract.release.Digest;
import fleet.contract.release.ImageVariant;
import fleet.contract.release.Layer;
import fleet.contract.release.Platform;
import fleet.contract.release.Release;
import fleet.contract.release.ReleaseState;
import fleet.contract.release.ServiceImages;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Answers of a server, as the tests know them. */
final class Samples {
  static final FleetName KITCHEN = FleetName.parse("kitchen");
  static final DeviceId DEVICE = DeviceId.parse("0b7f0a86-94d4-4b39-8a39-0a5d5c6f3d01");
  static final ReleaseId RELEASE = ReleaseId.parse("5e0a4a4a-32ee-4f6c-b1f1-5a2c3e8a7702");
  static final BuildId BUILD = BuildId.parse("3f2c7a50-0d0e-4c52-9c9f-6a4f6c1f7c03");
  static final Instant HOUR_AGO = TestShell.NOW.minusSeconds(3600);

  private Samples() {}

  static ReleaseSummary summary() {
    return new ReleaseSummary(RELEASE, "0.0.0+rev3", "1a2b3c4d5e6f", HOUR_AGO);
  }

  static FleetView fleet() {
    return new FleetView(
        KITCHEN,
        HOUR_AGO,
        Optional.of(summary()),
        3,
        2,
        1,
        1,
        "ssh://git@127.0.0.1:2222/kitchen.git",
        Optional.empty(),
        Optional.empty());
  }

  static FleetView emptyFleet() {
    return new FleetView(
        FleetName.parse("attic"),
        HOUR_AGO,
        Optional.empty(),
        0,
        0,
        0,
        0,
        "ssh://git@h/attic.git",
        Optional.empty(),
        Optional.empty());
  }

  static DeviceView device(String... services) {
    return device(Phase.SETTLED, Optional.empty(), services);
  }

  static DeviceView failedDevice() {
    var failure =
        new Failure(
            RELEASE,
            Optional.of(ServiceName.parse("web")),
            "web ended with exit code 3",
            List.of("Error: no port"));
    return device(Phase.ROLLED_BACK, Optional.of(failure), "web");
  }

  private static DeviceView device(Phase phase, Optional<Failure> failure, String... services) {
    return new DeviceView(
        DEVICE,
        DeviceName.parse("kitchen-pi"),
        KITCHEN,
        "raspberrypi4-64",
        Platform.LINUX_ARM64,
        "0.1.0",
        HOUR_AGO,
        DeviceStatus.ONLINE,
        Optional.of(TestShell.NOW.minusSeconds(8)),
        phase,
        Optional.of(summary()),
        Optional.of(summary()),
        Optional.empty(),
        List.of(services).stream().map(Samples::service).toList(),
        failure,
        "",
        Map.of(),
        Optional.empty(),
        "it runs the release of its fleet",
        Optional.empty());
  }

  private static ServiceState service(String name) {
    return new ServiceState(
        ServiceName.parse(name),
        Optional.of(RELEASE),
        Optional.empty(),
        ContainerState.RUNNING,
        Health.HEALTHY,
        0,
        Optional.empty());
  }

  static Release release() {
    var digest = Digest.of(new byte[] {1});
    var image =
        new ImageVariant(
            "linux/arm64",
            Platform.LINUX_ARM64,
            digest,
            digest,
            500,
            List.of(new Layer(digest, digest, 1_999_500)));
    var web = ServiceName.parse("web");
    return new Release(
        RELEASE,
        KITCHEN,
        "0.0.0+rev3",
        3,
        BUILD,
        UserName.parse("ada"),
        "1a2b3c4d5e6f",
        "new oven",
        Map.of("stage", "test"),
        ReleaseState.FINAL,
        Optional.empty(),
        HOUR_AGO,
        List.of(new ServiceImages(web, "kitchen/web", digest, List.of(image))),
        new Composition(Map.of(), Set.of()));
  }

  static RolloutProgress progress(int devices, int online, int running, int healthy) {
    return new RolloutProgress(RELEASE, "0.0.0+rev3", devices, online, running, healthy, Map.of());
  }

  static RolloutProgress misfit(int devices, int running, String reason) {
    var misfits = Map.of(DeviceName.parse("kitchen-pi"), reason);
    return new RolloutProgress(
        RELEASE,
        "0.0.0+rev3",
        devices,
        devices,
        running,
        0,
        Map.of(),
        Optional.of(misfits),
        Optional.empty());
  }

  static RolloutProgress failed(int devices, int online, int running, String reason) {
    return new RolloutProgress(
        RELEASE,
        "0.0.0+rev3",
        devices,
        online,
        running,
        running,
        Map.of(DeviceName.parse("kitchen-pi"), reason));
  }

  /** The same of a release that goes to some devices first. */
  static RolloutProgress first(RolloutProgress all, RolloutView rollout) {
    return new RolloutProgress(
        all.release(),
        all.version(),
        all.devices(),
        all.online(),
        all.running(),
        all.healthy(),
        all.failed(),
        all.misfits(),
        Optional.of(rollout));
  }

  /** A rollout to these devices first, which was drawn with seed 5 and soaks until 12:10. */
  static RolloutView rollout(RolloutState state, String reason, String... first) {
    return new RolloutView(
        UUID.fromString("7c9e6679-7425-40de-944b-e07fc1f90ae7"),
        KITCHEN,
        summary(),
        state,
        "ada",
        HOUR_AGO,
        HOUR_AGO,
        5,
        Duration.ofMinutes(10),
        Duration.ofMinutes(15),
        reason,
        Optional.empty(),
        Stream.of(first).map(Samples::goesFirst).toList(),
        state == RolloutState.SOAKING
            ? Optional.of(TestShell.NOW.plusSeconds(600))
            : Optional.empty());
  }

  private static RolloutView.Device goesFirst(String name) {
    return new RolloutView.Device(
        DEVICE, DeviceName.parse(name), true, HOUR_AGO, "is healthy", false);
  }
}
