package fleet.cli.command;

import fleet.contract.client.JsonHttp;
import fleet.contract.identity.BuildId;
import fleet.contract.identity.Secret;
import fleet.contract.identity.ServiceName;
import fleet.contract.identity.UserName;
import fleet.contract.release.Composition;
import fleet.contract.release.Digest;
import fleet.contract.release.ImageVariant;
import fleet.contract.release.Layer;
import fleet.contract.release.NewRelease;
import fleet.contract.release.Platform;
import fleet.contract.release.Release;
import fleet.contract.release.ServiceImages;
import fleet.contract.release.ServiceSpec;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Releases of one service, sent as the builder sends them. */
record SampleReleases(URI api, Secret serviceKey) {
  /** A release that devices are given at once, unless it is a draft. */
  void send(String fleet, String version, boolean draft) {
    var web = ServiceName.parse("web");
    var layer = new Layer(digest(version + " layer"), digest(version + " diff"), 1000);
    var image =
        new ImageVariant(
            "linux/arm64",
            Platform.LINUX_ARM64,
            digest(version + " manifest"),
            digest(version + " config"),
            500,
            List.of(layer));
    var release =
        new NewRelease(
            BuildId.random(),
            UserName.parse("admin"),
            "0123456789012345678901234567890123456789",
            Optional.of(version),
            "",
            Map.of(),
            draft,
            Optional.empty(),
            List.of(
                new ServiceImages(web, fleet + "/web", digest(version + " index"), List.of(image))),
            new Composition(Map.of(web, ServiceSpec.plain()), Set.of()));
    new JsonHttp(JsonHttp.defaultClient(), api, () -> Optional.of(serviceKey))
        .post("/internal/v1/fleets/%s/releases".formatted(fleet), release, Release.class);
  }

  private static Digest digest(String text) {
    return Digest.of(text.getBytes(StandardCharsets.UTF_8));
  }
}
