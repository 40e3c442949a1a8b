package fleet.builder.image;

import com.fasterxml.jackson.databind.JsonNode;
import fleet.contract.Json;
import fleet.contract.release.Digest;
import fleet.contract.release.ImageVariant;
import fleet.contract.release.Layer;
import fleet.contract.release.Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Image manifests, configurations and indexes as OCI and Docker write them. Pure.
 *
 * <pre>
 * manifest {"mediaType":..,"config":{"digest","size"},"layers":[{"digest","size"}]}
 * config   {"architecture":"arm64","os":"linux","rootfs":{"diff_ids":[..]}}
 * index    {"schemaVersion":2,"mediaType":..,"manifests":[{"mediaType","digest","size","platform"}]}
 * </pre>
 */
record ImageManifest(Digest digest, String mediaType, long size, JsonNode body) {
  static final String INDEX_TYPE = "application/vnd.oci.image.index.v1+json";
  static final List<String> TYPES =
      List.of(
          "application/vnd.oci.image.manifest.v1+json",
          "application/vnd.docker.distribution.manifest.v2+json");

  /** The digest of the image's configuration. */
  Digest config() {
    return Digest.parse(body.path("config").path("digest").asText());
  }

  /**
   * Joins the manifest with its configuration.
   *
   * @param platform that the image is for, whatever its configuration says
   * @throws IllegalArgumentException when the two do not fit
   */
  PushedImage withConfig(JsonNode config, Platform platform) {
    var diffIds = config.path("rootfs").path("diff_ids");
    var blobs = body.path("layers");
    if (diffIds.size() != blobs.size()) {
      throw new IllegalArgumentException("its manifest and its configuration differ in layers");
    }
    var layers = new ArrayList<Layer>();
    for (int i = 0; i < blobs.size(); i++) {
      layers.add(
          new Layer(
              Digest.parse(blobs.path(i).path("digest").asText()),
              Digest.parse(diffIds.path(i).asText()),
              blobs.path(i).path("size").asLong()));
    }
    var configSize = body.path("config").path("size").asLong();
    return new PushedImage(
        new ImageVariant(platform.toString(), platform, digest, config(), configSize, layers),
        mediaType,
        size,
        claim(config).filter(claim -> !isSame(claim, platform)));
  }

  /** What the configuration says; nothing where it says nothing that is a platform. */
  static Optional<Platform> claim(JsonNode config) {
    try {
      return Optional.of(
          new Platform(
              config.path("os").asText(),
              config.path("architecture").asText(),
              config.path("variant").asText()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** A variant that one of them leaves out is no difference. */
  static boolean isSame(Platform claim, Platform platform) {
    return claim.os().equals(platform.os())
        && claim.architecture().equals(platform.architecture())
        && (claim.variant().isEmpty()
            || platform.variant().isEmpty()
            || claim.variant().equals(platform.variant()));
  }

  /** The one index over several images, as its bytes. */
  static byte[] index(List<PushedImage> images) {
    var body = new TreeMap<String, Object>();
    body.put("schemaVersion", 2);
    body.put("mediaType", INDEX_TYPE);
    body.put("manifests", images.stream().map(ImageManifest::descriptor).toList());
    return Json.writeBytes(body);
  }

  private static Map<String, Object> descriptor(PushedImage image) {
    var descriptor = new TreeMap<String, Object>();
    descriptor.put("mediaType", image.mediaType());
    descriptor.put("digest", image.variant().manifest().toString());
    descriptor.put("size", image.manifestSize());
    descriptor.put("platform", platform(image.variant().platform()));
    return descriptor;
  }

  private static Map<String, String> platform(Platform platform) {
    var parts = new TreeMap<String, String>();
    parts.put("os", platform.os());
    parts.put("architecture", platform.architecture());
    if (!platform.variant().isEmpty()) {
      parts.put("variant", platform.variant());
    }
    return parts;
  }
}
