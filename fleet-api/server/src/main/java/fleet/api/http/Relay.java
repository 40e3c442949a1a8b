package fleet.api.http;

import fleet.contract.problem.Problem;
import fleet.contract.problem.ProblemCode;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to another part of the server, streaming both ways. Whoever leaves early ends that part's
 * answer too.
 *
 * @param part its name, for who is told that it does not answer
 * @param refusal tells that to a request
 */
record Relay(HttpClient http, String part, BiConsumer<HttpServerRequest, Problem> refusal) {
  private static final Logger LOG = LoggerFactory.getLogger(Relay.class);

  /**
   * Asks the part, with the caller's body where there is one.
   *
   * @param answer answers the caller
   */
  void pass(
      HttpServerRequest request,
      RequestOptions options,
      Function<HttpClientResponse, Future<Void>> answer) {
    var _ =
        http.request(options)
            .compose(upstream -> send(request, upstream))
            .compose(answer)
            .onFailure(fault -> failed(request, fault));
  }

  private static Future<HttpClientResponse> send(
      HttpServerRequest request, HttpClientRequest upstream) {
    var _ = request.response().closeHandler(_ -> upstream.reset());
    if (request.method().equals(HttpMethod.GET)) {
      var _ = request.resume();
      return upstream.send();
    }
    upstream.setChunked(request.getHeader("Content-Length") == null);
    return upstream.send(request);
  }

  private void failed(HttpServerRequest request, Throwable fault) {
    if (request.response().closed()) {
      return;
    }
    LOG.atWarn()
        .addKeyValue("part", part)
        .addKeyValue("route", request.method() + " " + request.path())
        .setCause(fault)
        .log("a part of the server did not answer");
    refusal.accept(
        request,
        new Problem(
            ProblemCode.UPSTREAM_FAILED,
            "the %s does not answer".formatted(part),
            "try again in a moment"));
  }
}
