package fleet.cli.measure;

import fleet.contract.identity.BuildId;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a builder says of a release, of one service, whose images nobody pulls. */
final class SampleRelease {
  private static final long SIZE = 1_000_000;

  private SampleRelease() {}

  static NewRelease of(String fleet, String version) {
    var web = ServiceName.parse("web");
    var image =
        new ImageVariant(
            Platform.LINUX_AMD64.toString(),
            Platform.LINUX_AMD64,
            digest(version + " manifest"),
            digest(version + " config"),
            SIZE,
            List.of(new Layer(digest(version + " layer"), digest(version + " tar"), SIZE)));
    return new NewRelease(
        BuildId.random(),
        UserName.parse("admin"),
        digest(version).hex().substring(0, 40),
        Optional.of(version),
        "",
        Map.of(),
        false,
        Optional.empty(),
        List.of(new ServiceImages(web, fleet + "/web", digest(version + " index"), List.of(image))),
        new Composition(Map.of(web, ServiceSpec.plain()), Set.of()));
  }

  private static Digest digest(String text) {
    return Digest.of(text.getBytes(StandardCharsets.UTF_8));
  }
}
