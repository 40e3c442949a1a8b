package fleet.registry;

import com.sun.net.httpserver.HttpServer;
import fleet.contract.Json;
import fleet.contract.identity.PublicKey;
import fleet.contract.identity.RegistryAccess;
import fleet.contract.identity.Secret;
import fleet.contract.identity.SignedToken;
import fleet.contract.identity.TokenClaims;
import fleet.contract.node.TokenKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The part of the API that the registry talks to: it signs tokens, and tells its key over HTTP. */
final class FakeApi implements AutoCloseable {
  static final Secret SERVICE_KEY = Secret.random("test_");

  private final HttpServer server;
  private final AtomicInteger asked = new AtomicInteger();
  private volatile KeyPair keys = newKeys();

  private FakeApi(HttpServer server) {
    this.server = server;
  }

  static FakeApi start() {
    try {
      var loopback = InetAddress.getLoopbackAddress();
      var server = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
      var api = new FakeApi(server);
      server.createContext("/internal/v1/token-key", api::tellKey);
      server.start();
      return api;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void tellKey(com.sun.net.httpserver.HttpExchange exchange) throws IOException {
    asked.incrementAndGet();
    var expected = "Bearer " + SERVICE_KEY.reveal();
    if (!expected.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      exchange.sendResponseHeaders(401, -1);
      exchange.close();
      return;
    }
    var body = Json.writeBytes(new TokenKey(PublicKey.of(keys.getPublic())));
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

  /** Signs with another key from now on. */
  void rotateKey() {
    keys = newKeys();
  }

  /** A token for these repositories. */
  String token(RegistryAccess... access) {
    return token(Instant.now().plus(Duration.ofMinutes(5)), access);
  }

  String token(Instant expires, RegistryAccess... access) {
    var claims =
        new TokenClaims(
            "fleet",
            "tester",
            TokenClaims.REGISTRY,
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
