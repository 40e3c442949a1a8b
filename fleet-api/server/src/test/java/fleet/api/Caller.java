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
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Flow;

/** Calls the API over HTTP, with a token or without. */
record Caller(URI base, Optional<Secret> token) {
  private static final HttpClient HTTP = JsonHttp.defaultClient();
  private static final Map<Integer, ContractCheck> CONTRACTS = new ConcurrentHashMap<>();

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

  /** How somebody was let in; the body where they were not. */
  record Knock(int status, String text) {}

  Reply get(String path) {
    return send(request(path).GET());
  }

  Reply delete(String path) {
    return send(request(path).DELETE());
  }

  Reply post(String path, Object body) {
    return send(request(path).POST(BodyPublishers.ofByteArray(Json.writeBytes(body))));
  }

  Reply put(String path, Object body) {
    return send(request(path).PUT(BodyPublishers.ofByteArray(Json.writeBytes(body))));
  }

  Reply putRaw(String path, String body) {
    return send(request(path).PUT(BodyPublishers.ofString(body)));
  }

  Reply patch(String path, Object body) {
    return send(request(path).method("PATCH", BodyPublishers.ofByteArray(Json.writeBytes(body))));
  }

  Reply patchRaw(String path, String body) {
    return send(request(path).method("PATCH", BodyPublishers.ofString(body)));
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

  /** Sends, and holds what is said on both sides against the published document. */
  Reply send(HttpRequest.Builder request) {
    var built = request.build();
    if (built.uri().getPath().equals(PublishedRoutes.PATH)) {
      return new Reply(exchange(built, BodyHandlers.ofByteArray()));
    }
    var before = contract().witness().map(witness -> witness.look(token));
    var reply = new Reply(exchange(built, BodyHandlers.ofByteArray()));
    token.ifPresent(secret -> contract().secrets().add(secret.reveal()));
    var spoken = spoken(built, reply.response(), reply.text());
    contract().check(spoken);
    before.ifPresent(look -> contract().changed(spoken).ifPresent(look::requireTold));
    return reply;
  }

  /** The first lines of a stream without an end, each held against the published document. */
  List<String> firstLines(HttpRequest.Builder request, int count) {
    var built = request.build();
    var response = exchange(built, BodyHandlers.ofLines());
    assertThat(response.statusCode()).isEqualTo(200);
    try (var lines = response.body()) {
      var first = lines.filter(line -> line.length() > 1).limit(count).toList();
      var body = String.join("\n", first);
      contract().check(spoken(built, response, body));
      return first;
    }
  }

  /** Whether it is let in; of what is answered, only an error is read. */
  Knock knock(HttpRequest.Builder request) {
    var built = request.build();
    var response = exchange(built, BodyHandlers.ofInputStream());
    try (var body = response.body()) {
      var text =
          response.statusCode() < 400
              ? ""
              : new String(body.readAllBytes(), StandardCharsets.UTF_8);
      if (!text.isEmpty()) {
        contract().check(spoken(built, response, text));
      }
      return new Knock(response.statusCode(), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What was said and answered, held against the document of the server that runs. */
  ContractCheck contract() {
    return CONTRACTS.computeIfAbsent(
        base.getPort(),
        _ -> new ContractCheck(PublishedRoutes.read(new Caller(base, Optional.empty()))));
  }

  private static ContractCheck.Spoken spoken(
      HttpRequest request, HttpResponse<?> response, String received) {
    return new ContractCheck.Spoken(
        request.method(),
        request.uri(),
        () -> request.bodyPublisher().map(Caller::text).orElse(""),
        response.statusCode(),
        response.headers().firstValue("Content-Type"),
        received);
  }

  private static String text(BodyPublisher publisher) {
    var text = BodySubscribers.ofString(StandardCharsets.UTF_8);
    publisher.subscribe(
        new Flow.Subscriber<>() {
          @Override
          public void onSubscribe(Flow.Subscription subscription) {
            text.onSubscribe(subscription);
          }

          @Override
          public void onNext(ByteBuffer part) {
            text.onNext(List.of(part));
          }

          @Override
          public void onError(Throwable fault) {
            text.onError(fault);
          }

          @Override
          public void onComplete() {
            text.onComplete();
          }
        });
    return text.getBody().toCompletableFuture().join();
  }

  private static <T> HttpResponse<T> exchange(HttpRequest request, BodyHandler<T> handler) {
    try {
      return HTTP.send(request, handler);
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
