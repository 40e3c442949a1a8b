package fleet.api.http;

import io.vertx.core.Future;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Hands devices that come over TLS what they pull, streaming, by the port that they know. The
 * registry decides by its own tokens who gets what; nothing is stored or read here.
 */
record ImageProxy(Relay relay, URI registry) {
  private static final List<String> ASKED = List.of("Accept", "Authorization", "Range");
  private static final List<String> ANSWERED =
      List.of("Content-Length", "Content-Range", "Content-Type", "Docker-Content-Digest");

  /** What is pulled of an image. */
  enum Part {
    MANIFESTS,
    BLOBS
  }

  /** The two routes of a pull by digest (OCI Distribution 1.1). */
  void hand(RoutingContext context) {
    var request = context.request();
    var path =
        "/v2/%s/%s/%s/%s"
            .formatted(
                context.pathParam("fleet"),
                context.pathParam("service"),
                context.pathParam("kind"),
                context.pathParam("digest"));
    var options =
        new RequestOptions()
            .setMethod(HttpMethod.GET)
            .setAbsoluteURI(registry.resolve(path).toString());
    for (var name : ASKED) {
      Optional.ofNullable(request.getHeader(name))
          .ifPresent(value -> options.putHeader(name, value));
    }
    relay.pass(request, options, answer -> answer(request, answer));
  }

  private static Future<Void> answer(HttpServerRequest request, HttpClientResponse answer) {
    var response = request.response().setStatusCode(answer.statusCode());
    for (var name : ANSWERED) {
      Optional.ofNullable(answer.getHeader(name))
          .ifPresent(value -> response.putHeader(name, value));
    }
    // Its length and digest are of these bytes, not of packed ones.
    var _ = response.putHeader("Content-Encoding", "identity");
    if (answer.getHeader("Content-Length") == null) {
      var _ = response.setChunked(true);
    }
    return answer.pipeTo(response);
  }
}
