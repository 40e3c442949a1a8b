package fleet.api.http;

import fleet.contract.identity.Secret;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** The builder's internal port: where it is, what it wants to see, what comes back. */
record BuilderDoor(Relay relay, URI url, Secret serviceKey) {
  /**
   * What a person asks, at that path of the builder.
   *
   * @param passedOn names of the headers that go along
   */
  RequestOptions order(RoutingContext context, String path, List<String> passedOn) {
    var request = context.request();
    var query = request.query() == null ? "" : "?" + request.query();
    var options =
        new RequestOptions()
            .setMethod(request.method())
            .setAbsoluteURI(url.resolve(path) + query)
            .putHeader("Authorization", "Bearer " + serviceKey.reveal())
            .putHeader("Fleet-User", Exchange.person(context).name().value());
    for (var name : passedOn) {
      Optional.ofNullable(request.getHeader(name))
          .ifPresent(value -> options.putHeader(name, value));
    }
    return options;
  }

  /** Answers with what the builder said, as it comes. */
  static Future<Void> answer(HttpServerRequest request, HttpClientResponse answer) {
    var response = request.response().setStatusCode(answer.statusCode());
    Optional.ofNullable(answer.getHeader("Content-Type"))
        .ifPresent(type -> response.putHeader("Content-Type", type));
    var _ =
        response
            .putHeader("Cache-Control", "no-store")
            .putHeader("Content-Encoding", "identity")
            .setChunked(true);
    return answer.pipeTo(response);
  }
}
