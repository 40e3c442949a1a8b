package fleet.cli.command;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import fleet.contract.Json;
import fleet.contract.problem.Problem;
import fleet.contract.problem.ProblemCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An operator API over real HTTP that answers the contract's records as a test tells it to, and
 * remembers what it was asked. Unknown routes are 404, as they are there.
 */
final class FakeFleet implements AutoCloseable {
  private static final String ROOT = "/api/v1";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Reply> replies = new ConcurrentHashMap<>();
  private final Collection<Asked> asked = new ConcurrentLinkedQueue<>();

  /** Writes an answer. */
  interface Reply {
    void to(HttpExchange exchange, Asked asked) throws IOException;
  }

  /**
   * One request.
   *
   * @param route method, path below the API's root and query: {@code GET /devices?fleet=x}
   * @param body its bytes, one a character
   */
  record Asked(String route, String authorization, String contentType, String body) {
    <T> T as(Class<T> type) {
      return Json.read(bytes(), type);
    }

    byte[] bytes() {
      return body.getBytes(StandardCharsets.ISO_8859_1);
    }
  }

  FakeFleet() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Answers a route with a value. */
  FakeFleet answers(String route, Object value) {
    return replies(route, (exchange, _) -> send(exchange, 200, Json.writeBytes(value)));
  }

  /** Answers a route with nothing. */
  FakeFleet accepts(String route) {
    return replies(route, (exchange, _) -> exchange.sendResponseHeaders(204, -1));
  }

  /** Answers a route with a problem. */
  FakeFleet refuses(String route, ProblemCode code, String message, String hint) {
    var problem = Json.writeBytes(new Problem(code, message, hint));
    return replies(route, (exchange, _) -> send(exchange, code.status(), problem));
  }

  /** Answers a route with NDJSON. */
  FakeFleet streams(String route, List<?> values) {
    return replies(
        route,
        (exchange, _) -> {
          exchange.sendResponseHeaders(200, 0);
          writeLines(exchange, values);
        });
  }

  /** Answers a route as the test likes. */
  FakeFleet replies(String route, Reply reply) {
    replies.put(route, reply);
    return this;
  }

  static void writeLines(HttpExchange exchange, List<?> values) throws IOException {
    for (var value : values) {
      exchange.getResponseBody().write((Json.write(value) + "\n").getBytes(StandardCharsets.UTF_8));
      exchange.getResponseBody().flush();
    }
  }

  /** Every request so far, in order. */
  List<Asked> asked() {
    return List.copyOf(asked);
  }

  /** The only request of that route. */
  Asked asked(String route) {
    var found = asked.stream().filter(one -> one.route().equals(route)).toList();
    if (found.size() != 1) {
      throw new AssertionError("%s was asked %d times; %s".formatted(route, found.size(), asked));
    }
    return found.getFirst();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var route = exchange.getRequestMethod() + " " + route(exchange.getRequestURI());
      var request =
          new Asked(
              route,
              header(exchange, "Authorization"),
              header(exchange, "Content-Type"),
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
      asked.add(request);
      replies.getOrDefault(route, FakeFleet::notFound).to(exchange, request);
    }
  }

  private static String route(URI uri) {
    var text = uri.toString();
    return text.startsWith(ROOT) ? text.substring(ROOT.length()) : text;
  }

  private static String header(HttpExchange exchange, String name) {
    var value = exchange.getRequestHeaders().getFirst(name);
    return value == null ? "" : value;
  }

  private static void notFound(HttpExchange exchange, Asked asked) throws IOException {
    var problem = new Problem(ProblemCode.NOT_FOUND, "there is no " + asked.route(), "");
    send(exchange, 404, Json.writeBytes(problem));
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }
}
