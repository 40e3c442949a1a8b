package fleet.builder.git;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.UserName;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jgit.errors.PackProtocolException;
import org.eclipse.jgit.errors.UnpackException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Git's smart HTTP (gitprotocol-http), as the API passes it on for somebody whom it let in and
 * names.
 *
 * <pre>
 * GET  /internal/v1/git/{fleet}/info/refs?service=SERVICE
 * POST /internal/v1/git/{fleet}/SERVICE
 * </pre>
 */
final class GitHttp implements HttpHandler {
  private static final Logger LOG = LoggerFactory.getLogger(GitHttp.class);
  private static final Pattern ROUTE =
      Pattern.compile("/internal/v1/git/([^/]+)/(info/refs|git-upload-pack|git-receive-pack)");
  private static final String SERVICE = "service=";

  /** What is read of a body that nobody wants, so that its sender hears why. */
  private static final long MOST_UNREAD = 2L * 1024 * 1024 * 1024;

  private static final int DRAIN_BYTES = 8 * 1024;

  private final Packs packs;

  GitHttp(Packs packs) {
    this.packs = packs;
  }

  /**
   * Answers one request.
   *
   * @throws ProblemException when there is no such route
   */
  @Override
  public void handle(HttpExchange exchange) throws IOException {
    var path = exchange.getRequestURI().getPath();
    var route = ROUTE.matcher(path);
    if (!route.matches()) {
      throw problem(ProblemCode.NOT_FOUND, "there is no route " + path);
    }
    var fleet = FleetName.parse(route.group(1));
    var service = Errand.find(route.group(2));
    requireMethod(exchange, service.isPresent() ? "POST" : "GET");
    if (service.isPresent()) {
      answer(visit(exchange, fleet, service.get()), exchange);
    } else {
      advertise(visit(exchange, fleet, asked(exchange)), exchange);
    }
  }

  private void advertise(Visit visit, HttpExchange exchange) throws IOException {
    var type = "application/x-%s-advertisement".formatted(visit.errand().service());
    var answer = new HttpAnswer(exchange, type);
    packs.advertise(visit, answer);
    answer.close();
  }

  private void answer(Visit visit, HttpExchange exchange) throws IOException {
    var service = visit.errand().service();
    var answer = new HttpAnswer(exchange, "application/x-%s-result".formatted(service));
    try {
      requireType(exchange, "application/x-%s-request".formatted(service));
      packs.answer(visit, HttpBody.of(exchange, visit.errand()), answer);
    } catch (ProblemException e) {
      answer.refuse(e.problem());
    } catch (PackProtocolException e) {
      answer.refuse(problem(ProblemCode.INVALID_REQUEST, String.valueOf(e.getMessage())).problem());
    } catch (UnpackException e) {
      // Whoever pushes was told, in the report of the push.
      LOG.atInfo().addKeyValue("fleet", visit.fleet()).setCause(e).log("could not take a pack");
    }
    drain(exchange.getRequestBody());
    answer.close();
  }

  private static Visit visit(HttpExchange exchange, FleetName fleet, Errand errand) {
    return new Visit(
        fleet,
        header(exchange, "Fleet-User")
            .map(UserName::parse)
            .orElseThrow(
                () -> problem(ProblemCode.INVALID_REQUEST, "the header Fleet-User is missing")),
        errand,
        header(exchange, "Git-Protocol").orElse(""));
  }

  private static Errand asked(HttpExchange exchange) {
    return Optional.ofNullable(exchange.getRequestURI().getQuery())
        .filter(query -> query.startsWith(SERVICE))
        .flatMap(query -> Errand.find(query.substring(SERVICE.length())))
        .orElseThrow(() -> problem(ProblemCode.INVALID_REQUEST, "which service is not said"));
  }

  private static void requireMethod(HttpExchange exchange, String method) {
    if (!exchange.getRequestMethod().equals(method)) {
      throw problem(ProblemCode.METHOD_NOT_ALLOWED, ProblemCode.METHOD_NOT_ALLOWED.sentence());
    }
  }

  private static void requireType(HttpExchange exchange, String type) {
    if (!header(exchange, "Content-Type").filter(type::equals).isPresent()) {
      throw problem(ProblemCode.INVALID_REQUEST, "the body is to be " + type);
    }
  }

  private static Optional<String> header(HttpExchange exchange, String name) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
  }

  private static void drain(InputStream body) throws IOException {
    var buffer = new byte[DRAIN_BYTES];
    var left = MOST_UNREAD;
    for (var read = body.read(buffer); read > 0 && left > 0; read = body.read(buffer)) {
      left -= read;
    }
  }

  private static ProblemException problem(ProblemCode code, String message) {
    return new ProblemException(code, message, "");
  }
}
