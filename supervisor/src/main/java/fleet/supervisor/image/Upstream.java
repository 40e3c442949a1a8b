package fleet.supervisor.image;

import fleet.contract.client.UnreachableException;
import fleet.contract.release.Digest;
import fleet.supervisor.http.Answer;
import fleet.supervisor.http.Http;
import fleet.supervisor.http.Peer;
import fleet.supervisor.http.Request;
import fleet.supervisor.http.Routes;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;

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

  private final Http http;
  private final RegistryTokens tokens;

  Upstream(Http http, RegistryTokens tokens) {
    this.http = http;
    this.tokens = tokens;
  }

  Manifest manifest(URI registry, String repository, Digest digest) throws IOException {
    var address = URI.create("%s/v2/%s/manifests/%s".formatted(registry, repository, digest));
    var response = get(address, repository, 0);
    try (var body = response.body()) {
      var bytes = body.readNBytes(MAX_MANIFEST + 1);
      if (bytes.length > MAX_MANIFEST || !Digest.of(bytes).equals(digest)) {
        throw new FetchException(
            "the registry sent something else as manifest %s".formatted(digest));
      }
      return new Manifest(
          response.header("Content-Type").orElse("application/json"), ByteBuffer.wrap(bytes));
    }
  }

  /** The blob's bytes from that offset on. */
  InputStream blob(URI registry, String repository, Digest digest, long offset) throws IOException {
    var address = URI.create("%s/v2/%s/blobs/%s".formatted(registry, repository, digest));
    var response = get(address, repository, offset);
    if (response.status() == OK) {
      response.body().skipNBytes(offset);
    }
    return response.body();
  }

  private Answer get(URI address, String repository, long offset) throws IOException {
    var response = attempt(address, repository, offset);
    if (response.status() == UNAUTHENTICATED) {
      response.close();
      tokens.forget(repository);
      response = attempt(address, repository, offset);
    }
    if (response.status() != OK && !(response.status() == PARTIAL && offset > 0)) {
      response.close();
      throw refusal(response.status(), address);
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

  private Answer attempt(URI address, String repository, long offset) throws IOException {
    var headers = new HashMap<String, String>();
    headers.put("Accept", MANIFEST_TYPES + ", */*");
    headers.put("Authorization", "Bearer " + token(repository));
    if (offset > 0) {
      headers.put("Range", "bytes=%d-".formatted(offset));
    }
    return http.send(Peer.of(address), Request.get(Routes.of(address), headers), PATIENCE);
  }

  private String token(String repository) throws IOException {
    try {
      return tokens.forPull(repository).reveal();
    } catch (UnreachableException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
