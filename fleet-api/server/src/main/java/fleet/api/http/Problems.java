package fleet.api.http;

import fleet.api.db.DatabaseDownException;
import fleet.contract.problem.Problem;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every error as the one body that errors have. */
final class Problems {
  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

  private Problems() {}

  /** What to tell of a fault; what nobody may be told is logged. */
  static Problem of(Throwable fault, String route) {
    return switch (fault) {
      case ProblemException e -> e.problem();
      case IllegalArgumentException e ->
          new Problem(
              ProblemCode.INVALID_REQUEST,
              Optional.ofNullable(e.getMessage()).orElseGet(ProblemCode.INVALID_REQUEST::sentence),
              "");
      case DatabaseDownException e -> {
        LOG.atWarn().addKeyValue("route", route).setCause(e).log("the database is away");
        yield new Problem(
            ProblemCode.UNAVAILABLE, "the server's database does not answer", "try again soon");
      }
      default -> {
        LOG.atError().addKeyValue("route", route).setCause(fault).log("request failed");
        yield new Problem(ProblemCode.INTERNAL, ProblemCode.INTERNAL.sentence(), "");
      }
    };
  }

  static ProblemException unauthenticated() {
    return new ProblemException(
        ProblemCode.UNAUTHENTICATED, "nobody is signed in, or the sign-in is over", "fleet login");
  }

  static void notFound(RoutingContext context) {
    fail(context, ProblemCode.NOT_FOUND, "this server has no such route");
  }

  static void methodNotAllowed(RoutingContext context) {
    fail(context, ProblemCode.METHOD_NOT_ALLOWED, ProblemCode.METHOD_NOT_ALLOWED.sentence());
  }

  static void tooLarge(RoutingContext context) {
    fail(context, ProblemCode.TOO_LARGE, ProblemCode.TOO_LARGE.sentence());
  }

  static void badRequest(RoutingContext context) {
    fail(context, ProblemCode.INVALID_REQUEST, ProblemCode.INVALID_REQUEST.sentence());
  }

  /**
   * A request that is not HTTP, or might be read as two: nothing more is read of its connection.
   */
  static void unreadable(HttpServerRequest request) {
    request.response().putHeader("Connection", "close");
    var problem =
        new Problem(ProblemCode.INVALID_REQUEST, "this is no request that can be read", "");
    Replies.send(request.response(), problem);
    var _ = request.connection().close();
  }

  /** A body that ends early or has no readable chunks is no fault of ours, and is not logged. */
  static void unread(RoutingContext context) {
    switch (context.failure()) {
      case HttpClosedException _ -> {}
      case NumberFormatException _ when !context.request().isEnded() ->
          unreadable(context.request());
      case null, default -> context.next();
    }
  }

  static void internal(RoutingContext context) {
    var fault = Optional.ofNullable(context.failure());
    Replies.send(
        context.response(),
        of(fault.orElseGet(() -> new IllegalStateException("no cause")), context.normalizedPath()));
  }

  private static void fail(RoutingContext context, ProblemCode code, String message) {
    Replies.send(context.response(), new Problem(code, message, ""));
  }
}
