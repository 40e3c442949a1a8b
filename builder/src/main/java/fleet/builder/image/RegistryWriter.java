package fleet.builder.image;

import fleet.contract.identity.Secret;
import fleet.contract.problem.ProblemException;
import fleet.contract.release.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Puts images into our registry part by part. Blocking, thread-safe. */
public final class RegistryWriter {
  private static final int CREATED = 201;

  /** Of one part; whoever writes it watches that it goes on. */
  private static final Duration LONGEST = Duration.ofHours(6);

  private final RegistryHttp http;

  RegistryWriter(RegistryHttp http) {
    this.http = http;
  }

  /** Where the registry is. */
  public URI address() {
    return http.registry();
  }

  /** Whether the repository has this already. */
  public boolean has(String repository, Digest digest, Secret token) {
    var head =
        http.request("%s/blobs/%s".formatted(repository, digest), token)
            .method("HEAD", BodyPublishers.noBody())
            .build();
    return http.find(head, 0).isPresent();
  }

  /** Takes it from another repository of the registry, and says whether that could be. */
  public boolean mount(String repository, Digest digest, String from, Secret token) {
    var mount =
        http.request(
                "%s/blobs/uploads/?mount=%s&from=%s".formatted(repository, digest, from), token)
            .POST(BodyPublishers.noBody())
            .build();
    return http.send(mount).statusCode() == CREATED;
  }

  /**
   * Streams it in, whole.
   *
   * @throws IOException when the content breaks off, or the registry does
   * @throws ProblemException when the registry refuses it
   */
  public void putBlob(
      String repository, Digest digest, long size, InputStream content, Secret token)
      throws IOException, InterruptedException {
    var location = http.beginUpload(repository, token);
    var body = BodyPublishers.ofInputStream(() -> content);
    var end =
        http.request(RegistryHttp.end(location, digest), token)
            .timeout(LONGEST)
            .header("Content-Type", "application/octet-stream")
            .PUT(size == 0 ? BodyPublishers.noBody() : BodyPublishers.fromPublisher(body, size))
            .build();
    HttpResponse<byte[]> done = http.http().send(end, BodyHandlers.ofByteArray());
    if (done.statusCode() >= 300) {
      throw http.failed("it does not take %s: status %d".formatted(digest, done.statusCode()));
    }
  }

  /** The manifest of an image whose parts are there. */
  public void putManifest(
      String repository, Digest digest, String mediaType, byte[] body, Secret token) {
    var put =
        http.request("%s/manifests/%s".formatted(repository, digest), token)
            .header("Content-Type", mediaType)
            .PUT(BodyPublishers.ofByteArray(body));
    var _ = http.send(put.build());
  }
}
