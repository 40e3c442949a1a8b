package fleet.builder.copy;

import com.fasterxml.jackson.databind.JsonNode;
import fleet.builder.plan.ImageName;
import fleet.contract.Json;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import fleet.contract.release.BaseImage;
import fleet.contract.release.Digest;
import fleet.contract.release.Platform;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** An image at a registry, as its name led there: one image, or several for platforms. */
public final class RemoteImage {
  private static final int MAX_IMAGES = 200;

  private final RemoteRegistry registry;
  private final ImageName name;
  private final Digest digest;
  private final Map<Platform, Digest> manifests;

  private RemoteImage(
      RemoteRegistry registry, ImageName name, Digest digest, Map<Platform, Digest> manifests) {
    this.registry = registry;
    this.name = name;
    this.digest = digest;
    this.manifests = Map.copyOf(manifests);
  }

  RemoteRegistry registry() {
    return registry;
  }

  /** What led to it. */
  public ImageName name() {
    return name;
  }

  /**
   * Looks a name up.
   *
   * @throws ProblemException when it leads to no image
   */
  static RemoteImage find(RemoteRegistry registry, ImageName name) {
    var found = registry.manifest(name, name.reference());
    var body = json(found.bytes(), registry);
    if (RemoteRegistry.INDEX_TYPES.contains(found.mediaType())) {
      return new RemoteImage(registry, name, found.digest(), ofIndex(body, name));
    }
    if (!RemoteRegistry.MANIFEST_TYPES.contains(found.mediaType())) {
      throw refuse("%s is no image that engines of today run".formatted(name), "build it anew");
    }
    var config = registry.document(name, digest(body.path("config"), name));
    var platform =
        platform(json(config, registry))
            .orElseThrow(() -> refuse("%s is no image of a platform".formatted(name), ""));
    return new RemoteImage(registry, name, found.digest(), Map.of(platform, found.digest()));
  }

  /** What is beside images in an index, such as attestations, is for a platform that is none. */
  private static Map<Platform, Digest> ofIndex(JsonNode index, ImageName name) {
    var images = new LinkedHashMap<Platform, Digest>();
    for (var entry : index.path("manifests")) {
      platform(entry.path("platform"))
          .filter(platform -> !platform.os().equals("unknown") && images.size() < MAX_IMAGES)
          .ifPresent(platform -> images.putIfAbsent(platform, digest(entry, name)));
    }
    return images;
  }

  /** The image for a platform: its own, else one of a processor before it that it runs as well. */
  public Optional<Digest> manifest(Platform platform) {
    return Optional.ofNullable(manifests.get(platform))
        .or(() ->
            manifests.entrySet().stream()
                .filter(image -> isWithoutVariant(image.getKey(), platform))
                .map(Map.Entry::getValue)
                .findFirst());
  }

  private static boolean isWithoutVariant(Platform image, Platform wanted) {
    return image.variant().isEmpty()
        && image.os().equals(wanted.os())
        && image.architecture().equals(wanted.architecture());
  }

  /** How provenance names it. */
  public BaseImage origin() {
    return new BaseImage(name.plain(), digest);
  }

  /** Says for what there is no image, and for what there is. */
  public ProblemException lacks(Set<Platform> platforms) {
    return refuse(
        "%s has no image for %s, only for %s"
            .formatted(
                name, words(platforms), manifests.isEmpty() ? "none" : words(manifests.keySet())),
        "build it for them too, or name platforms: --platform linux/arm64");
  }

  private static String words(Set<Platform> platforms) {
    return platforms.stream().sorted().map(Platform::toString).collect(Collectors.joining(", "));
  }

  private static Optional<Platform> platform(JsonNode node) {
    try {
      return Optional.of(
          new Platform(
              node.path("os").asText(),
              node.path("architecture").asText(),
              node.path("variant").asText()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  static Digest digest(JsonNode descriptor, ImageName name) {
    try {
      return Digest.parse(descriptor.path("digest").asText());
    } catch (IllegalArgumentException e) {
      throw refuse("%s is described in a way that cannot be read".formatted(name), "");
    }
  }

  static JsonNode json(byte[] bytes, RemoteRegistry registry) {
    try {
      return Json.read(bytes, JsonNode.class);
    } catch (UncheckedIOException e) {
      throw registry.failed("it answered what is not JSON");
    }
  }

  private static ProblemException refuse(String sentence, String hint) {
    return new ProblemException(ProblemCode.INVALID_PROJECT, sentence, hint);
  }
}
