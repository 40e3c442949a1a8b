package fleet.cli.measure;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import fleet.cli.machine.Program;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Git's http-backend, behind the smallest server that runs it (CGI, RFC 3875). */
record HttpBackendPeer(HttpServer server, ExecutorService threads, Path folder) implements GitPeer {
  private static final int OK = 200;

  static HttpBackendPeer start(Path folder) {
    try {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      var server = HttpServer.create(address, 0);
      var threads = Executors.newVirtualThreadPerTaskExecutor();
      var peer = new HttpBackendPeer(server, threads, folder);
      server.setExecutor(threads);
      var _ = server.createContext("/", peer::answer);
      server.start();
      return peer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var running = backend(exchange).start();
      var _ = Thread.ofVirtual().start(() -> send(exchange, running));
      try (var said = new BufferedInputStream(running.getInputStream())) {
        for (var line = line(said); !line.isEmpty(); line = line(said)) {
          var colon = line.indexOf(':');
          exchange.getResponseHeaders().add(line.substring(0, colon), line.substring(colon + 2));
        }
        exchange.sendResponseHeaders(OK, 0);
        said.transferTo(exchange.getResponseBody());
      }
    }
  }

  private ProcessBuilder backend(HttpExchange exchange) {
    var backend = new ProcessBuilder("git", "http-backend");
    var asked = exchange.getRequestURI();
    var environment = backend.environment();
    environment.put("GIT_PROJECT_ROOT", folder.toString());
    environment.put("GIT_HTTP_EXPORT_ALL", "1");
    environment.put("REMOTE_USER", "measure");
    environment.put("REQUEST_METHOD", exchange.getRequestMethod());
    environment.put("PATH_INFO", asked.getPath());
    environment.put("QUERY_STRING", Optional.ofNullable(asked.getRawQuery()).orElse(""));
    header(exchange, "Content-Type").ifPresent(value -> environment.put("CONTENT_TYPE", value));
    header(exchange, "Content-Encoding")
        .ifPresent(value -> environment.put("HTTP_CONTENT_ENCODING", value));
    return backend.redirectError(ProcessBuilder.Redirect.DISCARD);
  }

  private static Optional<String> header(HttpExchange exchange, String name) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
  }

  private static void send(HttpExchange exchange, Process backend) {
    try (var in = backend.getOutputStream()) {
      exchange.getRequestBody().transferTo(in);
    } catch (IOException e) {
      // It ended before it had read all; what it said tells why.
    }
  }

  private static String line(InputStream said) throws IOException {
    var line = new ByteArrayOutputStream();
    for (var next = said.read(); next >= 0 && next != '\n'; next = said.read()) {
      line.write(next);
    }
    return line.toString(StandardCharsets.US_ASCII).strip();
  }

  @Override
  public String url(Path repository) {
    return "http://127.0.0.1:%d/%s"
        .formatted(server.getAddress().getPort(), folder.relativize(repository));
  }

  @Override
  public Program let(Program git) {
    return git;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
