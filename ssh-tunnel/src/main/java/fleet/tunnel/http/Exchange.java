package fleet.tunnel.http;

import fleet.contract.Json;
import fleet.contract.identity.Secret;
import fleet.contract.problem.Problem;
import fleet.contract.problem.ProblemCode;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One request and its answer: who may ask, on which thread it is answered, how faults are told. */
final class Exchange {
  private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);
  private static final String BEARER = "Bearer ";

  private final Secret serviceKey;
  private final ExecutorService threads;

  Exchange(Secret serviceKey, ExecutorService threads) {
    this.serviceKey = serviceKey;
    this.threads = threads;
  }

  /** Lets only those pass who show the service key. */
  void admit(RoutingContext context) {
    var shown =
        Optional.ofNullable(context.request().getHeader("Authorization"))
            .filter(header -> header.startsWith(BEARER))
            .map(header -> Secret.of(header.substring(BEARER.length())));
    if (shown.filter(serviceKey::equals).isPresent()) {
      context.next();
      return;
    }
    fail(context, new Problem(ProblemCode.UNAUTHENTICATED, "show the service key", ""));
  }

  void nothingHere(RoutingContext context) {
    fail(context, new Problem(ProblemCode.NOT_FOUND, "the gateway has no such route", ""));
  }

  /** Answers with what the function makes of the body, on a virtual thread. */
  Handler<RoutingContext> answering(Function<byte[], Object> answer) {
    return context -> {
      var body = Optional.ofNullable(context.body().buffer()).map(Buffer::getBytes);
      threads.execute(() -> answer(context, answer, body.orElseGet(() -> new byte[0])));
    };
  }

  private static void answer(RoutingContext context, Function<byte[], Object> answer, byte[] body) {
    try {
      send(context, 200, answer.apply(body));
    } catch (IllegalArgumentException e) {
      fail(context, new Problem(ProblemCode.INVALID_REQUEST, sentence(e), ""));
    } catch (UncheckedIOException e) {
      fail(
          context,
          new Problem(ProblemCode.INVALID_REQUEST, "the body is not of this route's shape", ""));
    } catch (RuntimeException e) {
      LOG.atError().addKeyValue("path", context.normalizedPath()).setCause(e).log("request failed");
      fail(context, new Problem(ProblemCode.INTERNAL, ProblemCode.INTERNAL.sentence(), ""));
    }
  }

  private static String sentence(IllegalArgumentException fault) {
    return Optional.ofNullable(fault.getMessage()).orElse("a value is not allowed");
  }

  private static void fail(RoutingContext context, Problem problem) {
    send(context, problem.code().status(), problem);
  }

  private static void send(RoutingContext context, int status, Object body) {
    context
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", "application/json")
        .end(Json.write(body));
  }
}
