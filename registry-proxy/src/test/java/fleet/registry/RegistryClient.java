package fleet.registry;

import fleet.contract.identity.RegistryAccess;
import fleet.contract.release.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** A client of the registry that may do everything in one repository; speaks real HTTP. */
final class RegistryClient {
  static final String OCI_IMAGE = "application/vnd.oci.image.manifest.v1+json";
  static final String OCI_INDEX = "application/vnd.oci.image.index.v1+json";
  private static final Set<String> EVERYTHING = Set.of("pull", "push", "delete");

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final TestRegistry registry;
  private final String repository;

  RegistryClient(TestRegistry registry, String repository) {
    this.registry = registry;
    this.repository = repository;
  }

  /** Bytes that look random and are the same for the same seed. */
  static byte[] bytes(int seed, int size) {
    var bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  /** The path of something in the repository. */
  String path(String rest) {
    return "/v2/%s/%s".formatted(repository, rest);
  }

  String token() {
    return registry.api().token(new RegistryAccess("repository", repository, EVERYTHING));
  }

  HttpResponse<byte[]> get(String path) {
    return send("GET", path, BodyPublishers.noBody(), Map.of());
  }

  HttpResponse<byte[]> send(String method, String path, byte[] body) {
    return send(method, path, BodyPublishers.ofByteArray(body), Map.of());
  }

  HttpResponse<byte[]> send(
      String method, String path, BodyPublisher body, Map<String, String> headers) {
    return sendAs("Bearer " + token(), method, path, body, headers);
  }

  HttpResponse<byte[]> sendAs(
      String authorization,
      String method,
      String path,
      BodyPublisher body,
      Map<String, String> headers) {
    var request = HttpRequest.newBuilder(registry.url().resolve(path)).method(method, body);
    if (!authorization.isEmpty()) {
      request.setHeader("Authorization", authorization);
    }
    headers.forEach(request::setHeader);
    try {
      return http.send(request.build(), BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Pushes a blob in one request. */
  Digest pushBlob(byte[] content) {
    var digest = Digest.of(content);
    var answer = send("POST", path("blobs/uploads/?digest=" + digest), content);
    if (answer.statusCode() != 201) {
      throw new IllegalStateException("push answered " + answer.statusCode());
    }
    return digest;
  }

  /** Starts an upload and returns where it goes on. */
  String startUpload() {
    return location(send("POST", path("blobs/uploads/"), new byte[0]));
  }

  HttpResponse<byte[]> putManifest(String reference, String type, byte[] content) {
    return send(
        "PUT",
        path("manifests/" + reference),
        BodyPublishers.ofByteArray(content),
        Map.of("Content-Type", type));
  }

  static String location(HttpResponse<?> answer) {
    return URI.create(header(answer, "Location")).toString();
  }

  static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }
}
