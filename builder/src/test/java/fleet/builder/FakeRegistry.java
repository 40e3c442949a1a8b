package fleet.builder;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import fleet.contract.Json;
import fleet.contract.release.Digest;
import fleet.contract.release.Platform;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A registry of one image, {@code acme/web:1}, that misbehaves when it is told to. */
final class FakeRegistry implements AutoCloseable {
  /** What it does when it is asked for the layer. */
  enum Way {
    GIVES,
    CUTS_ONCE,
    ALWAYS_CUTS,
    GIVES_OTHER_BYTES,
    SENDS_ELSEWHERE
  }

  final List<String> authorizations = new CopyOnWriteArrayList<>();
  volatile Way way = Way.GIVES;
  volatile String elsewhere = "";

  /** The login for which it gives tokens; anybody may read without one when empty. */
  volatile String login = "";

  private final Map<String, byte[]> documents = new ConcurrentHashMap<>();
  private final byte[] layer;
  private final Digest layerDigest;
  private final HttpServer server;
  private final AtomicInteger asked = new AtomicInteger();

  FakeRegistry(Platform platform, byte[] layer) throws IOException {
    this.layer = layer;
    this.layerDigest = Digest.of(layer);
    var config = HandMadeImages.config(platform);
    config
        .putObject("rootfs")
        .put("type", "layers")
        .putArray("diff_ids")
        .add(layerDigest.toString());
    var configBytes = Json.writeBytes(config);
    var manifest = Json.mapper().createObjectNode();
    manifest.put("schemaVersion", 2).put("mediaType", HandMadeImages.MANIFEST);
    HandMadeImages.describe(
        manifest.putObject("config"), "application/vnd.oci.image.config.v1+json", configBytes);
    HandMadeImages.describe(
        manifest.putArray("layers").addObject(), "application/vnd.oci.image.layer.v1.tar", layer);
    var manifestBytes = Json.writeBytes(manifest);
    documents.put("manifests/1", manifestBytes);
    documents.put("manifests/" + Digest.of(manifestBytes), manifestBytes);
    documents.put("blobs/" + Digest.of(configBytes), configBytes);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    var _ = server.createContext("/", this::handle);
    server.start();
  }

  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  String layerPath() {
    return "/v2/acme/web/blobs/" + layerDigest;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
      if (!isLetIn(exchange)) {
        return;
      }
      var path = exchange.getRequestURI().getPath().replace("/v2/acme/web/", "");
      if (path.equals("blobs/" + layerDigest)) {
        giveLayer(exchange);
        return;
      }
      var document = documents.get(path);
      if (document == null) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      exchange.getResponseHeaders().set("Content-Type", HandMadeImages.MANIFEST);
      exchange.sendResponseHeaders(200, document.length);
      exchange.getResponseBody().write(document);
    }
  }

  /** Answers whoever is not: with where there are tokens, or with one. */
  private boolean isLetIn(HttpExchange exchange) throws IOException {
    var authorization = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
    if (exchange.getRequestURI().getPath().equals("/token")) {
      var pair = Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
      var isRight =
          authorization.equals("Basic " + pair)
              && exchange
                  .getRequestURI()
                  .getQuery()
                  .equals("service=fake&scope=repository:acme/web:pull");
      var body = "{\"access_token\":\"good\"}".getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(isRight ? 200 : 401, isRight ? body.length : -1);
      if (isRight) {
        exchange.getResponseBody().write(body);
      }
      return false;
    }
    if (login.isEmpty() || authorization.equals("Bearer good")) {
      return true;
    }
    exchange
        .getResponseHeaders()
        .set(
            "WWW-Authenticate",
            "Bearer realm=\"http://%s/token\",service=\"fake\"".formatted(address()));
    exchange.sendResponseHeaders(401, -1);
    return false;
  }

  private void giveLayer(HttpExchange exchange) throws IOException {
    var isCut = way == Way.ALWAYS_CUTS || (way == Way.CUTS_ONCE && asked.incrementAndGet() == 1);
    if (way == Way.SENDS_ELSEWHERE) {
      exchange.getResponseHeaders().set("Location", elsewhere);
      exchange.sendResponseHeaders(307, -1);
      return;
    }
    var bytes = way == Way.GIVES_OTHER_BYTES ? new byte[layer.length] : layer;
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes, 0, isCut ? bytes.length / 2 : bytes.length);
    exchange.getResponseBody().flush();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
