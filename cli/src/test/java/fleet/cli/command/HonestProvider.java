package fleet.cli.command;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import fleet.contract.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An OpenID Connect provider at which one person is signed in and agrees to everything. */
final class HonestProvider implements AutoCloseable {
  private final HttpServer server;
  private final KeyPair key;
  private volatile String person = "ada";
  private volatile String nonce = "";

  HonestProvider() throws IOException, GeneralSecurityException {
    key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/.well-known/openid-configuration", this::discover);
    server.createContext("/authorize", this::authorize);
    server.createContext("/token", this::token);
    server.createContext("/keys", this::keys);
    server.start();
  }

  String issuer() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Who is signed in there from now on. */
  void person(String name) {
    person = name;
  }

  private void discover(HttpExchange exchange) throws IOException {
    json(
        exchange,
        Map.of(
            "issuer", issuer(),
            "authorization_endpoint", issuer() + "/authorize",
            "token_endpoint", issuer() + "/token",
            "jwks_uri", issuer() + "/keys"));
  }

  private void authorize(HttpExchange exchange) throws IOException {
    try (exchange) {
      var asked = fields(exchange.getRequestURI());
      nonce = asked.getOrDefault("nonce", "");
      var back = asked.get("redirect_uri") + "?code=code-1&state=" + asked.get("state");
      exchange.getResponseHeaders().set("Location", back);
      exchange.sendResponseHeaders(302, -1);
    }
  }

  private void token(HttpExchange exchange) throws IOException {
    var now = Instant.now().getEpochSecond();
    var claims =
        Map.of(
            "iss",
            issuer(),
            "aud",
            "fleet",
            "sub",
            "subject of " + person,
            "preferred_username",
            person,
            "nonce",
            nonce,
            "iat",
            now,
            "exp",
            now + 300);
    var text = part(Map.of("alg", "EdDSA", "kid", "1")) + "." + part(claims);
    json(exchange, Map.of("id_token", text + "." + sign(text)));
  }

  private void keys(HttpExchange exchange) throws IOException {
    var encoded = key.getPublic().getEncoded();
    var x = text(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
    json(
        exchange,
        Map.of("keys", List.of(Map.of("kty", "OKP", "kid", "1", "crv", "Ed25519", "x", x))));
  }

  private String sign(String text) {
    try {
      var signature = Signature.getInstance("Ed25519");
      signature.initSign(key.getPrivate());
      signature.update(text.getBytes(StandardCharsets.US_ASCII));
      return text(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String part(Map<String, ?> values) {
    return text(Json.writeBytes(values));
  }

  private static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static Map<String, String> fields(URI address) {
    var fields = new HashMap<String, String>();
    for (var pair : address.getRawQuery().split("&")) {
      var parts = pair.split("=", 2);
      fields.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return fields;
  }

  private static void json(HttpExchange exchange, Object value) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      var body = Json.writeBytes(value);
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
