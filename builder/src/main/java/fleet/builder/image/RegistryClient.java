package fleet.builder.image;

import com.fasterxml.jackson.databind.JsonNode;
import fleet.builder.sbom.LayerBytes;
import fleet.builder.sbom.Programs;
import fleet.contract.Json;
import fleet.contract.identity.Secret;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import fleet.contract.release.Digest;
import fleet.contract.release.ImageVariant;
import fleet.contract.release.Platform;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Optional;

/** One registry, by the OCI Distribution API. Blocking, thread-safe. */
public final class RegistryClient {
  private final RegistryHttp http;
  private final FitImages fit = new FitImages();

  public RegistryClient(HttpClient http, URI registry) {
    this.http = new RegistryHttp(http, registry);
  }

  /**
   * Reads an image that was pushed, and checks what it reads against its digests.
   *
   * @param platform that it is for
   * @throws ProblemException when the registry does not answer as it should
   */
  public PushedImage read(String repository, Digest digest, Platform platform, Secret token) {
    var manifest = manifest(repository, digest, token);
    try {
      return manifest.withConfig(config(repository, manifest.config(), token), platform);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(
          ProblemCode.INVALID_PROJECT,
          "the image %s for %s is not usable: %s".formatted(repository, platform, e.getMessage()),
          "choose a base image that exists for this platform");
    }
  }

  /** Puts images into it part by part. */
  public RegistryWriter writer() {
    return new RegistryWriter(http);
  }

  /** One of an image's programs, when none of them is for its platform's processors. */
  public Optional<Programs.Foreign> foreignProgram(
      String repository, ImageVariant image, Secret token) {
    if (fit.has(image)) {
      return Optional.empty();
    }
    var layers =
        image.layers().stream()
            .<LayerBytes>map(layer ->
                () ->
                    http.open(
                        http.request("%s/blobs/%s".formatted(repository, layer.digest()), token)
                            .GET()
                            .build()))
            .toList();
    var foreign = Programs.foreign(layers, image.platform());
    if (foreign.isEmpty()) {
      fit.add(image);
    }
    return foreign;
  }

  /** Puts one index over the images, and returns its digest. */
  public Digest putIndex(String repository, String tag, List<PushedImage> images, Secret token) {
    var body = ImageManifest.index(images);
    var request =
        http.request("%s/manifests/%s".formatted(repository, tag), token)
            .header("Content-Type", ImageManifest.INDEX_TYPE)
            .PUT(BodyPublishers.ofByteArray(body));
    var _ = http.send(request.build());
    return Digest.of(body);
  }

  /** The manifest of an image. */
  ImageManifest manifest(String repository, Digest digest, Secret token) {
    var request =
        http.request("%s/manifests/%s".formatted(repository, digest), token)
            .header("Accept", String.join(", ", ImageManifest.TYPES));
    var response = http.send(request.GET().build());
    var mediaType = response.headers().firstValue("Content-Type").orElse("");
    return new ImageManifest(
        digest, mediaType, response.body().length, verified(response.body(), digest));
  }

  private JsonNode config(String repository, Digest digest, Secret token) {
    var request = http.request("%s/blobs/%s".formatted(repository, digest), token);
    return verified(http.send(request.GET().build()).body(), digest);
  }

  private JsonNode verified(byte[] body, Digest digest) {
    if (!Digest.of(body).equals(digest)) {
      throw http.failed("it answered other bytes than those of " + digest);
    }
    return Json.read(body, JsonNode.class);
  }
}
