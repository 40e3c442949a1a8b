package fleet.api.access.provider;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * Asks providers: for a bounded time, for bounded answers, a few at once, and follows them nowhere.
 * Blocking, thread-safe; every method throws {@link ProviderFault} when there is no answer.
 */
final class ProviderHttp {
  private static final long MOST_BYTES = 256 * 1024;
  private static final int AT_ONCE = 16;

  private final Semaphore permits = new Semaphore(AT_ONCE);
  private final Duration patience;
  private final HttpClient http;

  /**
   * @param patience from the request to the end of its answer
   */
  ProviderHttp(Duration patience) {
    this.patience = patience;
    this.http =
        HttpClient.newBuilder()
            .connectTimeout(patience)
            .followRedirects(Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
  }

  /** A status and a body. */
  record Reply(int status, String body) {}

  /** What lies there. */
  String get(URI address, String what) {
    var reply = send(HttpRequest.newBuilder(address).GET());
    if (reply.status() != 200) {
      throw new ProviderFault("it answered %d when asked for %s".formatted(reply.status(), what));
    }
    return reply.body();
  }

  Reply send(HttpRequest.Builder request) {
    if (!permits.tryAcquire()) {
      throw new ProviderFault("too many sign-ins wait for it");
    }
    try {
      var response = exchange(request.header("Accept", "application/json").build());
      if (response.statusCode() / 100 == 3) {
        throw new ProviderFault("it sent the server elsewhere, which is not followed");
      }
      return new Reply(response.statusCode(), response.body());
    } finally {
      permits.release();
    }
  }

  /** The client's own timeout ends with the headers; this one with the body. */
  private HttpResponse<String> exchange(HttpRequest request) {
    var handler = BodyHandlers.limiting(BodyHandlers.ofString(StandardCharsets.UTF_8), MOST_BYTES);
    var answer = http.sendAsync(request, handler);
    try {
      return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new ProviderFault("it did not answer in %d s".formatted(patience.toSeconds()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      answer.cancel(true);
      throw new ProviderFault("the server is going down", e);
    } catch (ExecutionException e) {
      throw new ProviderFault(reason(Optional.ofNullable(e.getCause()).orElse(e)), e);
    }
  }

  private static String reason(Throwable cause) {
    return switch (cause) {
      case SSLException _ -> "its certificate is not trusted here, or its TLS not understood";
      case ConnectException _ -> "it does not answer";
      case IOException e when String.valueOf(e.getMessage()).contains("capacity") ->
          "it answered more than %d KiB".formatted(MOST_BYTES / 1024);
      default -> "it broke off, or does not speak HTTP";
    };
  }
}
