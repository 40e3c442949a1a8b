package fleet.api;

import fleet.contract.device.ContainerState;
import fleet.contract.device.Health;
import fleet.contract.device.Phase;
import fleet.contract.device.Protocol;
import fleet.contract.device.ServiceState;
import fleet.contract.device.StateReport;
import fleet.contract.device.TrustState;
import fleet.contract.identity.BuildId;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.ReleaseId;
import fleet.contract.identity.ServiceName;
import fleet.contract.identity.UserName;
import fleet.contract.release.Composition;
import fleet.contract.release.Digest;
import fleet.contract.release.ImageVariant;
import fleet.contract.release.Layer;
import fleet.contract.release.NewRelease;
import fleet.contract.release.Platform;
import fleet.contract.release.ServiceImages;
import fleet.contract.release.ServiceSpec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Releases and reports as builders and devices send them. */
public final class Samples {
  private Samples() {}

  /** A final release of one service {@code web} for these platforms. */
  public static NewRelease release(FleetName fleet, Platform... platforms) {
    return release(fleet, Optional.empty(), false, platforms);
  }

  public static NewRelease release(
      FleetName fleet, Optional<String> semver, boolean draft, Platform... platforms) {
    var web = ServiceName.parse("web");
    var build = BuildId.random();
    var variants = List.of(platforms).stream().map(at -> image(build, at)).toList();
    return new NewRelease(
        build,
        UserName.parse("admin"),
        "0123456789012345678901234567890123456789",
        semver,
        "",
        Map.of(),
        draft,
        Optional.empty(),
        List.of(new ServiceImages(web, fleet + "/web", digest(build + " index"), variants)),
        new Composition(Map.of(web, ServiceSpec.plain()), Set.of("data", "cache")));
  }

  /** The same release with one more image of its service, for devices of a type. */
  public static NewRelease withVariant(NewRelease release, String type, ImageVariant like) {
    var web = release.services().getFirst();
    var special =
        new ImageVariant(
            type,
            like.platform(),
            digest(release.build() + " manifest " + type),
            like.config(),
            like.configSize(),
            like.layers());
    var images =
        new ServiceImages(web.service(), web.repository(), web.index(), both(web, special));
    return new NewRelease(
        release.build(),
        release.author(),
        release.commit(),
        release.semver(),
        release.note(),
        release.tags(),
        release.draft(),
        release.canary(),
        List.of(images),
        release.composition());
  }

  private static List<ImageVariant> both(ServiceImages images, ImageVariant other) {
    return Stream.concat(images.variants().stream(), Stream.of(other)).toList();
  }

  /** The device runs the release and found it healthy. */
  public static StateReport settled(long sequence, ReleaseId release) {
    return report(sequence, Phase.SETTLED, Optional.of(release));
  }

  public static StateReport report(long sequence, Phase phase, Optional<ReleaseId> release) {
    return new StateReport(
        Protocol.CURRENT,
        sequence,
        Instant.parse("2026-01-01T00:00:00Z"),
        "0.1.0",
        phase,
        release,
        release,
        phase == Phase.SETTLED ? release : Optional.empty(),
        List.of(
            new ServiceState(
                ServiceName.parse("web"),
                release,
                Optional.empty(),
                ContainerState.RUNNING,
                Health.HEALTHY,
                0,
                Optional.empty())),
        Optional.empty(),
        List.of());
  }

  /** The same report, in which the device says whom it believes. */
  public static StateReport with(StateReport report, TrustState trust) {
    return new StateReport(
        report.protocol(),
        report.sequence(),
        report.at(),
        report.supervisorVersion(),
        report.phase(),
        report.target(),
        report.running(),
        report.healthy(),
        report.services(),
        report.failure(),
        report.actions(),
        report.variables(),
        Optional.of(trust));
  }

  private static ImageVariant image(BuildId build, Platform platform) {
    var layer = new Layer(digest(build + " layer"), digest(build + " diff"), 1000);
    return new ImageVariant(
        platform.toString(),
        platform,
        digest(build + " manifest " + platform),
        digest(build + " config " + platform),
        500,
        List.of(layer));
  }

  private static Digest digest(String text) {
    return Digest.of(text.getBytes(StandardCharsets.UTF_8));
  }
}
