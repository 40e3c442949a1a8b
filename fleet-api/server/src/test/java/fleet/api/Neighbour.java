package fleet.api;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import fleet.contract.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Another server of ours as the API meets it: real HTTP, and the service key is asked for. */
final class Neighbour implements AutoCloseable {
  /** Answers one request. */
  interface Route {
    void answer(HttpExchange exchange) throws IOException;
  }

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;

  Neighbour() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.start();
  }

  Neighbour on(String path, Route route) {
    server.createContext(
        path,
        exchange -> {
          try (exchange) {
            var shown = exchange.getRequestHeaders().getFirst("Authorization");
            if (("Bearer " + RunningApi.SERVICE_KEY.reveal()).equals(shown)) {
              route.answer(exchange);
            } else {
              exchange.sendResponseHeaders(401, -1);
            }
          }
        });
    return this;
  }

  static void json(HttpExchange exchange, Object value) throws IOException {
    var body = Json.writeBytes(value);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
