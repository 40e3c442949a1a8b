package fleet.contract.client;

import com.fasterxml.jackson.core.type.TypeReference;
import fleet.contract.Json;
import fleet.contract.identity.Secret;
import fleet.contract.problem.ErrorBody;
import fleet.contract.problem.ProblemException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Sends JSON to one server and reads its answers. Blocking: call it on a virtual thread.
 * Thread-safe. Every method throws {@link ProblemException} for an error answer and {@link
 * UnreachableException} when there is none.
 */
public final class JsonHttp {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final int MAX_ERROR_BYTES = 64 * 1024;

  private final HttpClient http;
  private final URI base;
  private final Supplier<Optional<Secret>> token;

  /**
   * @param base scheme, host and port, perhaps a path; routes are appended to it
   * @param token bearer token, asked for before each request
   */
  public JsonHttp(HttpClient http, URI base, Supplier<Optional<Secret>> token) {
    this.http = http;
    this.base = base;
    this.token = token;
  }

  /** An HTTP/1.1 client with a bounded time to connect, which follows no redirects. */
  public static HttpClient defaultClient() {
    return clientBuilder().build();
  }

  /** The same, for who has more to say about it. */
  public static HttpClient.Builder clientBuilder() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(Duration.ofSeconds(10));
  }

  public URI base() {
    return base;
  }

  /** GET one value. */
  public <T> T get(String route, Class<T> type) {
    return Json.read(send(request(route).GET()), type);
  }

  /** GET one value of a generic type. */
  public <T> T get(String route, TypeReference<T> type) {
    try {
      return Json.mapper().readValue(send(request(route).GET()), type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** GET an answer, as it is. */
  public byte[] bytes(String route) {
    return send(request(route).setHeader("Accept", "*/*").GET());
  }

  /** POST a value, and take the answer as it is. */
  public byte[] ask(String route, Object body) {
    return send(request(route).setHeader("Accept", "*/*").POST(json(body)));
  }

  /** POST a value, and read one. */
  public <T> T post(String route, Object body, Class<T> type) {
    return Json.read(send(request(route).POST(json(body))), type);
  }

  /** POST a value to a route that answers with nothing. */
  public void post(String route, Object body) {
    var _ = send(request(route).POST(json(body)));
  }

  /** PUT a value, and read one. */
  public <T> T put(String route, Object body, Class<T> type) {
    return Json.read(send(request(route).PUT(json(body))), type);
  }

  /** PUT a value to a route that answers with nothing. */
  public void put(String route, Object body) {
    var _ = send(request(route).PUT(json(body)));
  }

  /** PATCH with a value, and read one. */
  public <T> T patch(String route, Object body, Class<T> type) {
    return Json.read(send(request(route).method("PATCH", json(body))), type);
  }

  /** PATCH with a value, on a route that answers with nothing. */
  public void patch(String route, Object body) {
    var _ = send(request(route).method("PATCH", json(body)));
  }

  /** DELETE. */
  public void delete(String route) {
    var _ = send(request(route).DELETE());
  }

  /**
   * GET a stream of NDJSON, handing over each value as it arrives, until the stream ends or the
   * reader has seen enough.
   *
   * @param more takes one value, and says whether it wants the next
   */
  public <T> void stream(String route, Class<T> type, Predicate<T> more) {
    readLines(open(request(route).GET(), Optional.empty()), type, more);
  }

  /** POST a body of any type and read the answer as a stream of NDJSON; no time limit. */
  public <T> void upload(
      String route, String contentType, BodyPublisher body, Class<T> type, Predicate<T> more) {
    var request = request(route).setHeader("Content-Type", contentType).POST(body);
    readLines(open(request, Optional.empty()), type, more);
  }

  private HttpRequest.Builder request(String route) {
    var builder = HttpRequest.newBuilder(URI.create(base + route));
    builder.setHeader("Accept", "application/json, application/x-ndjson");
    token
        .get()
        .ifPresent(secret -> builder.setHeader("Authorization", "Bearer " + secret.reveal()));
    return builder;
  }

  private static BodyPublisher json(Object body) {
    return BodyPublishers.ofByteArray(Json.writeBytes(body));
  }

  private byte[] send(HttpRequest.Builder builder) {
    var response = open(builder, Optional.of(TIMEOUT));
    try (var body = response.body()) {
      return body.readAllBytes();
    } catch (IOException e) {
      throw new UnreachableException(response.uri(), e);
    }
  }

  private HttpResponse<InputStream> open(HttpRequest.Builder builder, Optional<Duration> timeout) {
    timeout.ifPresent(builder::timeout);
    var request = builder.build();
    try {
      var response = http.send(request, BodyHandlers.ofInputStream());
      if (response.statusCode() >= 400) {
        throw problem(response);
      }
      return response;
    } catch (IOException e) {
      throw new UnreachableException(request.uri(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnreachableException(request.uri(), new IOException("interrupted", e));
    }
  }

  private static <T> void readLines(
      HttpResponse<InputStream> response, Class<T> type, Predicate<T> more) {
    try (var lines =
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank() && !more.test(Json.read(line, type))) {
          return;
        }
      }
    } catch (IOException e) {
      throw new UnreachableException(response.uri(), e);
    }
  }

  private static ProblemException problem(HttpResponse<InputStream> response) throws IOException {
    try (var body = response.body()) {
      return ErrorBody.read(
          response.uri(), response.statusCode(), body.readNBytes(MAX_ERROR_BYTES));
    }
  }
}
