package fleet.registry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import fleet.contract.Json;
import fleet.contract.identity.PublicKey;
import fleet.contract.identity.RegistryAccess;
import fleet.contract.identity.Secret;
import fleet.contract.identity.SignedToken;
import fleet.contract.identity.TokenClaims;
import fleet.contract.node.RegistryToken;
import fleet.contract.node.TokenKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The part of the API that the registry and its clients talk to: tokens, and the key to them. */
final class FakeApi implements AutoCloseable {
  static final Secret SERVICE_KEY = Secret.random("test_");
  static final String USER = "tester";
  static final Secret PASSWORD = Secret.random("test_");
  private static final Pattern SCOPE = Pattern.compile("scope=repository:([^:&]+):([a-z,]+)");

  private final HttpServer server;
  private final AtomicInteger asked = new AtomicInteger();
  private final KeyPair keys = newKeys();

  private FakeApi(HttpServer server) {
    this.server = server;
  }

  static FakeApi start() {
    try {
      var loopback = InetAddress.getLoopbackAddress();
      var server = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
      var api = new FakeApi(server);
      server.createContext("/internal/v1/token-key", api::tellKey);
      server.createContext("/registry/token", api::giveToken);
      server.start();
      return api;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void tellKey(HttpExchange exchange) throws IOException {
    asked.incrementAndGet();
    var expected = "Bearer " + SERVICE_KEY.reveal();
    if (!expected.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      exchange.sendResponseHeaders(401, -1);
      exchange.close();
      return;
    }
    answer(exchange, new TokenKey(PublicKey.of(keys.getPublic())));
  }

  /** The token handshake: the known user gets what it asks for, everybody else nothing. */
  private void giveToken(HttpExchange exchange) throws IOException {
    var credentials = "%s:%s".formatted(USER, PASSWORD.reveal()).getBytes(StandardCharsets.UTF_8);
    var expected = "Basic " + Base64.getEncoder().encodeToString(credentials);
    var isKnown = expected.equals(exchange.getRequestHeaders().getFirst("Authorization"));
    var scope = SCOPE.matcher(String.valueOf(exchange.getRequestURI().getQuery()));
    var token = isKnown && scope.find() ? token(access(scope)) : token();
    answer(exchange, new RegistryToken(Secret.of(token), 300, Instant.now()));
  }

  private static RegistryAccess access(Matcher scope) {
    return new RegistryAccess("repository", scope.group(1), Set.of(scope.group(2).split(",")));
  }

  private static void answer(HttpExchange exchange, Object value) throws IOException {
    var body = Json.writeBytes(value);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** How often the key was asked for. */
  int asked() {
    return asked.get();
  }

  /** A token for these repositories. */
  String token(RegistryAccess... access) {
    return token(Instant.now().plus(Duration.ofMinutes(5)), access);
  }

  String token(Instant expires, RegistryAccess... access) {
    return token(TokenClaims.REGISTRY, expires, access);
  }

  /** The same, for another door. */
  String token(String audience, RegistryAccess... access) {
    return token(audience, Instant.now().plus(Duration.ofMinutes(5)), access);
  }

  private String token(String audience, Instant expires, RegistryAccess... access) {
    var claims =
        new TokenClaims(
            "fleet",
            "tester",
            audience,
            Instant.now().getEpochSecond(),
            expires.getEpochSecond(),
            List.of(access));
    return SignedToken.sign(claims, keys.getPrivate());
  }

  private static KeyPair newKeys() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
