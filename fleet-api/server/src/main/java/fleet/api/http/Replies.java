package fleet.api.http;

import fleet.contract.Json;
import fleet.contract.problem.Problem;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** Writes answers to a response. Streams block their thread; all else is handed over at once. */
final class Replies {
  private static final String JSON = "application/json";

  private Replies() {}

  static void send(HttpServerResponse response, Answer.Ready answer) throws InterruptedException {
    switch (answer) {
      case Answer.Json json -> json(response.setStatusCode(json.status()), json.value());
      case Answer.Empty empty -> end(response.setStatusCode(empty.status()));
      case Answer.Tagged tagged -> json(response.putHeader("ETag", tagged.etag()), tagged.value());
      case Answer.Unchanged same -> unchanged(response, same.etag());
      case Answer.Elsewhere(var address) ->
          end(
              response
                  .setStatusCode(303)
                  .putHeader("Location", address.toString())
                  .putHeader("Cache-Control", "no-store")
                  .putHeader("Referrer-Policy", "no-referrer"));
      case Answer.Text text -> {
        var _ = response.putHeader("Content-Type", text.contentType()).end(text.text());
      }
      case Answer.File file -> {
        var _ =
            response.putHeader("Content-Type", file.contentType()).sendFile(file.path().toString());
      }
      case Answer.Stream stream -> stream(response, stream);
    }
  }

  /** An error, unless an answer has begun: then the connection ends in the middle of it. */
  static void send(HttpServerResponse response, Problem problem) {
    if (response.headWritten()) {
      var _ = response.reset();
      return;
    }
    head(response, problem, "Bearer");
    json(response, problem);
  }

  /**
   * The status of a problem, and what its kind says besides.
   *
   * @param scheme by which one signs in
   */
  static void head(HttpServerResponse response, Problem problem, String scheme) {
    var _ = response.setStatusCode(problem.code().status());
    switch (problem.code()) {
      case UNAUTHENTICATED ->
          response.putHeader("WWW-Authenticate", "%s realm=\"fleet\"".formatted(scheme));
      case UNAVAILABLE, TOO_MANY_REQUESTS ->
          response.putHeader("Retry-After", problem.detail().getOrDefault("retryAfter", "5"));
      default -> {}
    }
  }

  /** The same to a request whose body nobody read: it is read now, and thrown away. */
  static void refuse(HttpServerRequest request, Problem problem) {
    send(request.response(), problem);
    var _ = request.resume();
  }

  /** That it is done. */
  static void done(HttpServerResponse response) {
    end(response.setStatusCode(204));
  }

  static void unchanged(HttpServerResponse response, String etag) {
    end(response.setStatusCode(304).putHeader("ETag", etag));
  }

  private static void json(HttpServerResponse response, Object value) {
    var _ =
        response
            .putHeader("Content-Type", JSON)
            .putHeader("Cache-Control", "no-store")
            .end(Buffer.buffer(Json.writeBytes(value)));
  }

  private static void end(HttpServerResponse response) {
    var _ = response.end();
  }

  private static void stream(HttpServerResponse response, Answer.Stream stream)
      throws InterruptedException {
    var _ =
        response
            .putHeader("Content-Type", stream.contentType())
            .putHeader("Cache-Control", "no-store")
            .putHeader("X-Accel-Buffering", "no")
            // Compressed, lines would wait for each other.
            .putHeader("Content-Encoding", "identity")
            .setChunked(true);
    await(response.writeHead());
    stream.writer().write(text -> await(response.write(text)));
    end(response);
  }

  private static void await(Future<Void> written) {
    try {
      written.await();
    } catch (RuntimeException e) {
      throw new ReaderGoneException();
    }
  }
}
