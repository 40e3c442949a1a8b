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

/** An image that was built elsewhere, as it was found: one image, or several for platforms. */
public final class FoundImage {
  private static final int MAX_IMAGES = 200;

  private final ImageSource source;
  private final String name;
  private final BaseImage origin;
  private final Map<Platform, Digest> manifests;

  private FoundImage(
      ImageSource source, String name, BaseImage origin, Map<Platform, Digest> manifests) {
    this.source = source;
    this.name = name;
    this.origin = origin;
    this.manifests = Map.copyOf(manifests);
  }

  ImageSource source() {
    return source;
  }

  /** What led to it. */
  String name() {
    return name;
  }

  /**
   * Looks an image up at a registry.
   *
   * @throws ProblemException when its name leads to no image
   */
  static FoundImage find(RemoteRegistry registry, ImageName name) {
    return find(registry.at(name), name.reference(), name.toString(), name.plain());
  }

  /**
   * Looks an image up in an archive.
   *
   * @param name of the file
   */
  static FoundImage find(ImageArchive archive, String name) {
    return find(archive, archive.reference(), name, name);
  }

  private static FoundImage find(
      ImageSource source, String reference, String name, String plainName) {
    var found = source.manifest(reference);
    var origin = new BaseImage(plainName, found.digest());
    var body = json(found.bytes(), source);
    if (ImageSource.INDEX_TYPES.contains(found.mediaType())) {
      return new FoundImage(source, name, origin, ofIndex(body, source));
    }
    if (!ImageSource.MANIFEST_TYPES.contains(found.mediaType())) {
      throw refuse("%s is no image that engines of today run".formatted(name), "build it anew");
    }
    var config = source.document(digest(body.path("config"), source));
    var platform =
        platform(json(config, source))
            .orElseThrow(() -> refuse("%s is no image of a platform".formatted(name), ""));
    return new FoundImage(source, name, origin, Map.of(platform, found.digest()));
  }

  /** What is beside images in an index, such as attestations, is for a platform that is none. */
  private static Map<Platform, Digest> ofIndex(JsonNode index, ImageSource source) {
    var images = new LinkedHashMap<Platform, Digest>();
    for (var entry : index.path("manifests")) {
      platform(entry.path("platform"))
          .filter(platform -> !platform.os().equals("unknown") && images.size() < MAX_IMAGES)
          .ifPresent(platform -> images.putIfAbsent(platform, digest(entry, source)));
    }
    return images;
  }

  /** The image for a platform: its own, else one of a processor before it that it runs as well. */
  public Optional<Digest> manifest(Platform platform) {
    return Optional.ofNullable(manifests.get(platform))
        .or(() ->
            manifests.entrySet().stream()
                .filter(image -> runsOn(image.getKey(), platform))
                .max(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue));
  }

  /** Variants are generations: v7 of arm runs what is for v6, or says nothing of it. */
  private static boolean runsOn(Platform image, Platform wanted) {
    return image.os().equals(wanted.os())
        && image.architecture().equals(wanted.architecture())
        && image.variant().compareTo(wanted.variant()) <= 0;
  }

  /** How provenance names it. */
  public BaseImage origin() {
    return origin;
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

  static Digest digest(JsonNode descriptor, ImageSource source) {
    try {
      return Digest.parse(descriptor.path("digest").asText());
    } catch (IllegalArgumentException e) {
      throw source.failed("it describes an image in a way that cannot be read");
    }
  }

  static JsonNode json(byte[] bytes, ImageSource source) {
    try {
      return Json.read(bytes, JsonNode.class);
    } catch (UncheckedIOException e) {
      throw source.failed("it answered what is not JSON");
    }
  }

  private static ProblemException refuse(String sentence, String hint) {
    return new ProblemException(ProblemCode.INVALID_PROJECT, sentence, hint);
  }
}
