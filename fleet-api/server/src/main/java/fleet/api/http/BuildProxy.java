package fleet.api.http;

import fleet.api.access.Access;
import fleet.api.access.Person;
import fleet.api.access.Verdict;
import fleet.contract.identity.BuildId;
import fleet.contract.identity.FleetName;
import fleet.contract.node.AccessAction;
import fleet.contract.problem.Problem;
import fleet.contract.problem.ProblemCode;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Passes uploads and build logs on to the builder, for whoever was let in. The build of whoever
 * leaves early goes on.
 */
final class BuildProxy {
  private static final String FLEET = "Fleet-Name";
  private static final int OK = 200;
  private static final List<String> PASSED_ON =
      List.of("Content-Type", "Content-Encoding", "Content-Length");

  private final BuilderDoor builder;

  BuildProxy(BuilderDoor builder) {
    this.builder = builder;
  }

  /** A folder to build. */
  void upload(RoutingContext context) {
    var fleet = FleetName.parse(context.pathParam("fleet"));
    forward(context, "/internal/v1/fleets/%s/builds".formatted(fleet), _ -> true);
  }

  /** The log of a build, for whoever may see the fleet that the builder names. */
  void log(RoutingContext context) {
    var build = BuildId.parse(context.pathParam("build"));
    forward(
        context,
        "/internal/v1/builds/%s/log".formatted(build),
        answer -> maySee(Exchange.person(context), answer));
  }

  private static boolean maySee(Person person, HttpClientResponse answer) {
    return Optional.ofNullable(answer.getHeader(FLEET))
        .map(FleetName::parse)
        .filter(fleet -> Access.decide(person, AccessAction.VIEW, fleet) instanceof Verdict.Allowed)
        .isPresent();
  }

  private void forward(RoutingContext context, String path, Predicate<HttpClientResponse> maySee) {
    var request = context.request();
    builder
        .relay()
        .pass(
            request,
            builder.order(context, path, PASSED_ON),
            answer -> {
              if (answer.statusCode() == OK && !maySee.test(answer)) {
                answer.request().reset();
                Replies.send(request.response(), missing(request));
                return Future.succeededFuture();
              }
              return BuilderDoor.answer(request, answer);
            });
  }

  private static Problem missing(HttpServerRequest request) {
    return new Problem(ProblemCode.NOT_FOUND, "there is no build " + request.getParam("build"), "");
  }
}
