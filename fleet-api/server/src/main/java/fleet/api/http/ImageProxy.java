package fleet.api.http;

import fleet.contract.problem.Problem;
import fleet.contract.problem.ProblemCode;
import fleet.contract.release.Digest;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClient;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands devices that come over TLS what they pull, streaming, by the port that they know. The
 * registry decides by its own tokens who gets what; nothing is stored or read here.
 */
final class ImageProxy {
  private static final Logger LOG = LoggerFactory.getLogger(ImageProxy.class);
  private static final Pattern REPOSITORY_PART = Pattern.compile("[a-z0-9._-]{1,128}");
  private static final Set<String> KINDS = Set.of("manifests", "blobs");
  private static final List<String> ASKED =
      List.of("Accept", "Authorization", "If-None-Match", "Range");
  private static final List<String> ANSWERED =
      List.of(
          "Accept-Ranges",
          "Content-Length",
          "Content-Range",
          "Content-Type",
          "Docker-Content-Digest",
          "ETag",
          "WWW-Authenticate");

  private final HttpClient http;
  private final URI registry;

  ImageProxy(HttpClient http, URI registry) {
    this.http = http;
    this.registry = registry;
  }

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
    var _ =
        http.request(options)
            .compose(upstream -> {
              var _ = request.response().closeHandler(_ -> upstream.reset());
              var _ = request.resume();
              return upstream.send();
            })
            .compose(answer -> answer(request, answer))
            .onFailure(fault -> failed(request, fault));
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

  private static void failed(HttpServerRequest request, Throwable fault) {
    var response = request.response();
    if (response.closed()) {
      return;
    }
    LOG.atWarn().addKeyValue("path", request.path()).setCause(fault).log("registry did not answer");
    if (response.headWritten()) {
      // Half an image must not look whole.
      response.reset();
      return;
    }
    Replies.refuse(
        request,
        new Problem(
            ProblemCode.UPSTREAM_FAILED, "the registry does not answer", "try again in a moment"));
  }
}
