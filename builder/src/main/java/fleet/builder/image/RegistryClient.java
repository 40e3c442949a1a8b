package fleet.builder.image;

import com.fasterxml.jackson.databind.JsonNode;
import fleet.contract.Json;
import fleet.contract.identity.Secret;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import fleet.contract.release.Digest;
import fleet.contract.release.Platform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/** One registry, by the OCI Distribution API. Blocking, thread-safe. */
public final class RegistryClient {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final int MAX_BYTES = 4 * 1024 * 1024;

  private final HttpClient http;
  private final URI registry;

  public RegistryClient(HttpClient http, URI registry) {
    this.http = http;
    this.registry = registry;
  }

  /**
   * Reads an image that was pushed, and checks what it reads against its digests.
   *
   * @throws ProblemException when the registry does not answer as it should, or the image is for
   *     another platform
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

  /** Puts one index over the images, and returns its digest. */
  public Digest putIndex(String repository, String tag, List<PushedImage> images, Secret token) {
    var body = ImageManifest.index(images);
    var request =
        request("%s/manifests/%s".formatted(repository, tag), token)
            .header("Content-Type", ImageManifest.INDEX_TYPE)
            .PUT(BodyPublishers.ofByteArray(body));
    var _ = send(request.build());
    return Digest.of(body);
  }

  private ImageManifest manifest(String repository, Digest digest, Secret token) {
    var request =
        request("%s/manifests/%s".formatted(repository, digest), token)
            .header("Accept", String.join(", ", ImageManifest.TYPES));
    var response = send(request.GET().build());
    var mediaType = response.headers().firstValue("Content-Type").orElse("");
    return new ImageManifest(
        digest, mediaType, response.body().length, verified(response.body(), digest));
  }

  private JsonNode config(String repository, Digest digest, Secret token) {
    var request = request("%s/blobs/%s".formatted(repository, digest), token);
    return verified(send(request.GET().build()).body(), digest);
  }

  private JsonNode verified(byte[] body, Digest digest) {
    if (!Digest.of(body).equals(digest)) {
      throw failed("it answered other bytes than those of " + digest);
    }
    return Json.read(body, JsonNode.class);
  }

  private HttpRequest.Builder request(String path, Secret token) {
    return HttpRequest.newBuilder(registry.resolve("/v2/" + path))
        .timeout(TIMEOUT)
        .header("Authorization", "Bearer " + token.reveal());
  }

  private HttpResponse<byte[]> send(HttpRequest request) {
    try {
      var response =
          http.send(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_BYTES));
      if (response.statusCode() >= 300) {
        throw failed(
            "%s %s: status %d"
                .formatted(request.method(), request.uri().getPath(), response.statusCode()));
      }
      return response;
    } catch (IOException | UncheckedIOException e) {
      throw failed("it does not answer");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed("interrupted");
    }
  }

  private ProblemException failed(String reason) {
    return new ProblemException(
        ProblemCode.UPSTREAM_FAILED,
        "the registry at %s failed: %s".formatted(registry, reason),
        "nothing was released; push again when it is back");
  }
}
