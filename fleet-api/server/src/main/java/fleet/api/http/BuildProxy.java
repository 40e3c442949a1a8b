package fleet.api.http;

import fleet.api.access.Access;
import fleet.api.access.Person;
import fleet.api.fleet.Fleets;
import fleet.contract.identity.BuildId;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.Secret;
import fleet.contract.node.AccessAction;
import fleet.contract.problem.Problem;
import fleet.contract.problem.ProblemCode;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes uploads and build logs on to the builder, streaming both ways, after it has checked the
 * person. Whoever leaves early ends the builder's answer too; the build goes on.
 */
final class BuildProxy {
  private static final Logger LOG = LoggerFactory.getLogger(BuildProxy.class);
  private static final List<String> PASSED_ON =
      List.of("Content-Type", "Content-Encoding", "Content-Length");

  private final HttpClient http;
  private final URI builder;
  private final Secret serviceKey;
  private final Gate gate;
  private final Fleets fleets;
  private final ExecutorService threads;

  /** Where the builder is and what it wants to see. */
  record Upstream(HttpClient http, URI url, Secret serviceKey) {}

  BuildProxy(Upstream upstream, Gate gate, Fleets fleets, ExecutorService threads) {
    this.http = upstream.http();
    this.builder = upstream.url();
    this.serviceKey = upstream.serviceKey();
    this.gate = gate;
    this.fleets = fleets;
    this.threads = threads;
  }

  /** A folder to build, for whoever may push. */
  void upload(RoutingContext context) {
    pass(context, person -> uploadPath(person, context.pathParam("fleet")));
  }

  /** The log of a build, for whoever may look. */
  void log(RoutingContext context) {
    pass(context, person -> logPath(person, context.pathParam("build")));
  }

  private String uploadPath(Person person, String name) {
    Access.require(person, AccessAction.PUSH);
    var fleet = FleetName.parse(name);
    if (!fleets.exists(fleet)) {
      throw Fleets.missing(fleet);
    }
    return "/internal/v1/fleets/%s/builds".formatted(fleet);
  }

  private static String logPath(Person person, String build) {
    Access.require(person, AccessAction.VIEW);
    return "/internal/v1/builds/%s/log".formatted(BuildId.parse(build));
  }

  /** Holds the body back until the person is checked, on a virtual thread. */
  private void pass(RoutingContext context, Function<Person, String> path) {
    var request = context.request();
    var authorization = Optional.ofNullable(request.getHeader("Authorization"));
    var _ = request.pause();
    threads.execute(() -> {
      try {
        var person = gate.person(authorization);
        var route = path.apply(person);
        forward(request, person, route);
      } catch (RuntimeException e) {
        refuse(request, Problems.of(e, route(request)));
      }
    });
  }

  private void forward(HttpServerRequest request, Person person, String path) {
    var query = request.query() == null ? "" : "?" + request.query();
    var options =
        new RequestOptions()
            .setMethod(request.method())
            .setAbsoluteURI(builder.resolve(path) + query)
            .putHeader("Authorization", "Bearer " + serviceKey.reveal())
            .putHeader("Fleet-User", person.name().value());
    for (var name : PASSED_ON) {
      Optional.ofNullable(request.getHeader(name))
          .ifPresent(value -> options.putHeader(name, value));
    }
    var _ =
        http.request(options)
            .compose(upstream -> send(request, upstream))
            .compose(answer -> answer(request, answer))
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

  private static Future<Void> answer(HttpServerRequest request, HttpClientResponse answer) {
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

  private static void failed(HttpServerRequest request, Throwable fault) {
    if (request.response().closed()) {
      return;
    }
    LOG.atWarn().addKeyValue("route", route(request)).setCause(fault).log("builder did not answer");
    refuse(
        request,
        new Problem(
            ProblemCode.UPSTREAM_FAILED, "the builder does not answer", "try again in a moment"));
  }

  /** The rest of the body is read and thrown away, so that the caller gets to the answer. */
  private static void refuse(HttpServerRequest request, Problem problem) {
    Replies.send(request.response(), problem);
    var _ = request.resume();
  }

  private static String route(HttpServerRequest request) {
    return request.method() + " " + request.path();
  }
}
