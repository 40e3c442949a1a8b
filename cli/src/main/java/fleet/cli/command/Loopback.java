package fleet.cli.command;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import fleet.contract.identity.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * A port of this machine alone, to which a browser brings a ticket (RFC 8252). What else comes is
 * passed over.
 */
final class Loopback implements AutoCloseable {
  private static final Pattern TICKET = Pattern.compile("ticket=([A-Za-z0-9_-]{20,100})");
  private static final String PAGE =
      """
      <!doctype html><html lang="en"><meta charset="utf-8"><title>Fleet</title>
      <p>You can close this page: <code>fleet login</code> goes on in your terminal.</p></html>
      """;

  private final BlockingQueue<Secret> tickets = new ArrayBlockingQueue<>(1);
  private final HttpServer server;

  Loopback() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 10);
    } catch (IOException e) {
      throw CommandFailure.failed(
          "could not open a port for the browser: " + e.getMessage(), "try --no-browser");
    }
    server.createContext("/", this::arrive);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** The first ticket that is brought in that time. */
  Optional<Secret> await(Duration patience) throws InterruptedException {
    return Optional.ofNullable(tickets.poll(patience.toMillis(), TimeUnit.MILLISECONDS));
  }

  private void arrive(HttpExchange exchange) throws IOException {
    try (exchange) {
      var uri = exchange.getRequestURI();
      var query = Optional.ofNullable(uri.getRawQuery()).orElse("");
      var ticket = TICKET.matcher(query);
      if (!uri.getPath().equals("/") || !ticket.matches()) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      var _ = tickets.offer(Secret.of(ticket.group(1)));
      var page = PAGE.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
      exchange.getResponseHeaders().set("Content-Security-Policy", "default-src 'none'");
      exchange.sendResponseHeaders(200, page.length);
      exchange.getResponseBody().write(page);
    }
  }

  /** The page that is being written is finished first. */
  @Override
  public void close() {
    server.stop(1);
  }
}
