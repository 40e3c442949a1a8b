package fleet.api;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.contract.Json;
import fleet.contract.client.JsonHttp;
import fleet.contract.identity.Secret;
import fleet.contract.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Calls the API over HTTP, with a token or without. */
record Caller(URI base, Optional<Secret> token) {
  private static final HttpClient HTTP = JsonHttp.defaultClient();

  /** An answer, whatever its status. */
  record Reply(HttpResponse<byte[]> response) {
    int status() {
      return response.statusCode();
    }

    Reply expect(int status) {
      assertThat(status()).as(text()).isEqualTo(status);
      return this;
    }

    String text() {
      return new String(response.body(), StandardCharsets.UTF_8);
    }

    <T> T as(Class<T> type) {
      assertThat(status()).as(text()).isBetween(200, 299);
      return Json.read(response.body(), type);
    }

    Problem problem() {
      assertThat(status()).as(text()).isGreaterThanOrEqualTo(400);
      var problem = Json.read(response.body(), Problem.class);
      assertThat(problem.code().status()).isEqualTo(status());
      return problem;
    }

    String header(String name) {
      return response.headers().firstValue(name).orElseThrow();
    }
  }

  Reply get(String path) {
    return send(request(path).GET());
  }

  Reply delete(String path) {
    return send(request(path).DELETE());
  }

  Reply post(String path, Object body) {
    return send(request(path).POST(BodyPublishers.ofByteArray(Json.writeBytes(body))));
  }

  Reply patch(String path, Object body) {
    return send(request(path).method("PATCH", BodyPublishers.ofByteArray(Json.writeBytes(body))));
  }

  Reply postRaw(String path, byte[] body) {
    return send(request(path).POST(BodyPublishers.ofByteArray(body)));
  }

  Reply call(String method, String path) {
    return send(request(path).method(method, BodyPublishers.noBody()));
  }

  HttpRequest.Builder request(String path) {
    var builder = HttpRequest.newBuilder(base.resolve(path));
    token.ifPresent(secret -> builder.header("Authorization", "Bearer " + secret.reveal()));
    return builder;
  }

  Reply send(HttpRequest.Builder request) {
    try {
      return new Reply(HTTP.send(request.build(), BodyHandlers.ofByteArray()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  JsonHttp json() {
    return new JsonHttp(HTTP, base, () -> token);
  }
}
