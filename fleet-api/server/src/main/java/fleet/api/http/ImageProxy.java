package fleet.api.http;

import fleet.contract.release.Digest;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Hands devices that come over TLS what they pull, streaming, by the port that they know. The
 * registry decides by its own tokens who gets what; nothing is stored or read here.
 */
record ImageProxy(Relay relay, URI registry) {
  private static final Pattern REPOSITORY_PART = Pattern.compile("[a-z0-9._-]{1,128}");
  private static final Set<String> KINDS = Set.of("manifests", "blobs");
  private static final List<String> ASKED = List.of("Accept", "Authorization", "Range");
  private static final List<String> ANSWERED =
      List.of("Content-Length", "Content-Range", "Content-Type", "Docker-Content-Digest");

  /** The two routes of a pull by digest (OCI Distribution 1.1). */
  void hand(RoutingContext context) {
    var request = context.request();
    var path =
        "/v2/%s/%s/%s/%s"
            .formatted(
                part(context, "fleet"),
                part(context, "service"),
                kind(context),
                Digest.parse(context.pathParam("digest")));
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

  private static String part(RoutingContext context, String name) {
    var text = context.pathParam(name);
    if (!REPOSITORY_PART.matcher(text).matches()) {
      throw new IllegalArgumentException(name + ": expected the name of one");
    }
    return text;
  }

  private static String kind(RoutingContext context) {
    var kind = context.pathParam("kind");
    if (!KINDS.contains(kind)) {
      throw new IllegalArgumentException("kind: expected manifests or blobs");
    }
    return kind;
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
