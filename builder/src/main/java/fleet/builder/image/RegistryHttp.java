package fleet.builder.image;

import fleet.contract.identity.Secret;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import fleet.contract.release.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/**
 * Asks one registry. Blocking, thread-safe; throws {@link ProblemException} when it does not answer
 * as it should.
 */
record RegistryHttp(HttpClient http, URI registry) {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final int MAX_BYTES = 4 * 1024 * 1024;
  private static final int NOT_FOUND = 404;

  HttpRequest.Builder request(String path, Secret token) {
    return request(registry.resolve("/v2/" + path), token);
  }

  HttpRequest.Builder request(URI uri, Secret token) {
    return HttpRequest.newBuilder(uri)
        .timeout(TIMEOUT)
        .header("Authorization", "Bearer " + token.reveal());
  }

  HttpResponse<byte[]> send(HttpRequest request) {
    return succeeded(ask(request, whole(MAX_BYTES)));
  }

  /** Nothing where it answers that there is no such thing. */
  Optional<byte[]> find(HttpRequest request, long maxBytes) {
    var response = ask(request, whole(maxBytes));
    return response.statusCode() == NOT_FOUND
        ? Optional.empty()
        : Optional.of(succeeded(response).body());
  }

  /** The body as it comes. */
  InputStream open(HttpRequest request) {
    return succeeded(ask(request, BodyHandlers.ofInputStream())).body();
  }

  /** Begins to upload a blob, and returns where it goes on. */
  URI beginUpload(String repository, Secret token) {
    var path = "%s/blobs/uploads/".formatted(repository);
    return location(send(request(path, token).POST(BodyPublishers.noBody()).build()));
  }

  /** Where an upload ends, once all of it is sent. */
  static URI end(URI location, Digest digest) {
    var separator = location.getQuery() == null ? "?" : "&";
    return URI.create(location + separator + "digest=" + digest);
  }

  /** Where an upload goes on. */
  URI location(HttpResponse<?> response) {
    return response
        .headers()
        .firstValue("Location")
        .map(response.uri()::resolve)
        .orElseThrow(() -> failed("it takes an upload nowhere"));
  }

  /** What is sent, whether or not it is answered well. */
  void forget(HttpRequest request) {
    try {
      var _ = ask(request, whole(MAX_BYTES));
    } catch (ProblemException e) {
      // It forgets such uploads by itself.
    }
  }

  /** What another thread asks for. */
  <T> T await(Future<T> answer) throws InterruptedException {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof ProblemException problem ? problem : failed("it broke off");
    }
  }

  ProblemException failed(String reason) {
    return new ProblemException(
        ProblemCode.UPSTREAM_FAILED,
        "the registry at %s failed: %s".formatted(registry, reason),
        "nothing was released; push again when it is back");
  }

  private static BodyHandler<byte[]> whole(long maxBytes) {
    return BodyHandlers.limiting(BodyHandlers.ofByteArray(), maxBytes);
  }

  private <T> HttpResponse<T> ask(HttpRequest request, BodyHandler<T> handler) {
    try {
      return http.send(request, handler);
    } catch (IOException | UncheckedIOException e) {
      throw failed("it does not answer");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed("interrupted");
    }
  }

  private <T> HttpResponse<T> succeeded(HttpResponse<T> response) {
    if (response.statusCode() >= 300) {
      throw failed(
          "%s %s: status %d"
              .formatted(
                  response.request().method(),
                  response.request().uri().getPath(),
                  response.statusCode()));
    }
    return response;
  }
}
