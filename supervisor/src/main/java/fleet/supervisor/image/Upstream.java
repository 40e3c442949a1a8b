package fleet.supervisor.image;

import fleet.contract.client.UnreachableException;
import fleet.contract.release.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.time.Duration;

/** The registry that the target names (OCI Distribution 1.1, the two routes of a pull). */
final class Upstream {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int MAX_MANIFEST = 4 * 1024 * 1024;
  private static final int OK = 200;
  private static final int PARTIAL = 206;
  private static final int UNAUTHENTICATED = 401;
  private static final int SERVER_ERROR = 500;
  private static final String MANIFEST_TYPES =
      "application/vnd.oci.image.manifest.v1+json, application/vnd.docker.distribution.manifest.v2+json";

  /** A manifest, verified. */
  record Manifest(String type, ByteBuffer bytes) {}

  private final HttpClient http;
  private final RegistryTokens tokens;

  Upstream(HttpClient http, RegistryTokens tokens) {
    this.http = http;
    this.tokens = tokens;
  }

  Manifest manifest(URI registry, String repository, Digest digest)
      throws IOException, InterruptedException {
    var address = URI.create("%s/v2/%s/manifests/%s".formatted(registry, repository, digest));
    var response = get(address, repository, 0);
    try (var body = response.body()) {
      var bytes = body.readNBytes(MAX_MANIFEST + 1);
      if (bytes.length > MAX_MANIFEST || !Digest.of(bytes).equals(digest)) {
        throw new FetchException(
            "the registry sent something else as manifest %s".formatted(digest));
      }
      return new Manifest(
          response.headers().firstValue("Content-Type").orElse("application/json"),
          ByteBuffer.wrap(bytes));
    }
  }

  /** The blob's bytes from that offset on. */
  InputStream blob(URI registry, String repository, Digest digest, long offset)
      throws IOException, InterruptedException {
    var address = URI.create("%s/v2/%s/blobs/%s".formatted(registry, repository, digest));
    var response = get(address, repository, offset);
    if (response.statusCode() == OK) {
      response.body().skipNBytes(offset);
    }
    return response.body();
  }

  private HttpResponse<InputStream> get(URI address, String repository, long offset)
      throws IOException, InterruptedException {
    var response = attempt(address, repository, offset);
    if (response.statusCode() == UNAUTHENTICATED) {
      response.body().close();
      tokens.forget(repository);
      response = attempt(address, repository, offset);
    }
    if (response.statusCode() != OK && !(response.statusCode() == PARTIAL && offset > 0)) {
      response.body().close();
      throw refusal(response.statusCode(), address);
    }
    return response;
  }

  /** A registry in trouble may recover, and is asked again; one that refuses is not. */
  private static FetchException refusal(int status, URI address) throws IOException {
    var text = "the registry answered %d for %s".formatted(status, address.getPath());
    if (status >= SERVER_ERROR) {
      throw new IOException(text);
    }
    return new FetchException(text);
  }

  private HttpResponse<InputStream> attempt(URI address, String repository, long offset)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(address)
            .timeout(PATIENCE)
            .setHeader("Accept", MANIFEST_TYPES + ", */*")
            .setHeader("Authorization", "Bearer " + token(repository));
    if (offset > 0) {
      request.setHeader("Range", "bytes=%d-".formatted(offset));
    }
    return http.send(request.GET().build(), BodyHandlers.ofInputStream());
  }

  private String token(String repository) throws IOException {
    try {
      return tokens.forPull(repository).reveal();
    } catch (UnreachableException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
