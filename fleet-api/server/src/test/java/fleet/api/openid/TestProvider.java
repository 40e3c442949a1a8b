package fleet.api.openid;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import fleet.contract.Json;
import fleet.contract.identity.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An OpenID Connect provider over real HTTP, with one person who is signed in there and agrees to
 * everything. It checks what a client shows (PKCE, secret, redirect address), signs with a key that
 * changes when told, and lies when told. Thread-safe.
 */
public final class TestProvider implements AutoCloseable {
  public static final String CLIENT = "fleet";

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
  private final AtomicInteger keys = new AtomicInteger();
  private final Optional<Secret> secret;
  private final HttpServer server;
  private volatile TestKey key = TestKey.make(TestKey.Kind.RS256, "key-0");
  private volatile Lie lie = Lie.NONE;
  private volatile Map<String, Object> person = Map.of("sub", "subject-1");

  /** Has one client, with a secret or public. */
  public TestProvider(Optional<Secret> secret) {
    this.secret = secret;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    on("/.well-known/openid-configuration", this::discover);
    on("/authorize", this::authorize);
    on("/token", this::token);
    on("/keys", this::keys);
    server.start();
  }

  public URI issuer() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** What it says of whoever comes from now on. */
  public TestProvider person(Map<String, Object> claims) {
    person = Map.copyOf(claims);
    return this;
  }

  public void lie(Lie other) {
    lie = other;
  }

  /** Signs with another key from now on, and no longer publishes the one before. */
  public void rotate(TestKey.Kind kind) {
    key = TestKey.make(kind, "key-" + keys.incrementAndGet());
  }

  private interface Route {
    void answer(HttpExchange exchange, Map<String, String> fields) throws IOException;
  }

  private void on(String path, Route route) {
    server.createContext(
        path,
        exchange -> {
          try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            var query = Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
            var form = body.length == 0 ? query : new String(body, StandardCharsets.US_ASCII);
            route.answer(exchange, fields(form));
          }
        });
  }

  private void discover(HttpExchange exchange, Map<String, String> fields) throws IOException {
    var elsewhere = lie == Lie.OTHER_ISSUER_IN_DISCOVERY;
    var far = lie == Lie.PLAIN_HTTP_ELSEWHERE;
    json(
        exchange,
        200,
        Map.of(
            "issuer",
            elsewhere ? "https://evil.example.com" : issuer().toString(),
            "authorization_endpoint",
            issuer() + "/authorize",
            "token_endpoint",
            far ? "http://169.254.169.254/token" : issuer() + "/token",
            "jwks_uri",
            issuer() + "/keys",
            "response_types_supported",
            List.of("code"),
            "authorization_response_iss_parameter_supported",
            true));
  }

  private void keys(HttpExchange exchange, Map<String, String> fields) throws IOException {
    json(exchange, 200, Map.of("keys", List.of(key.published())));
  }

  private void authorize(HttpExchange exchange, Map<String, String> asked) throws IOException {
    var sound =
        CLIENT.equals(asked.get("client_id"))
            && "code".equals(asked.get("response_type"))
            && "S256".equals(asked.get("code_challenge_method"))
            && Arrays.asList(asked.getOrDefault("scope", "").split(" ")).contains("openid")
            && asked.getOrDefault("nonce", "").length() >= 32
            && asked.getOrDefault("state", "").length() >= 32;
    if (!sound) {
      json(exchange, 400, Map.of("error", "invalid_request"));
      return;
    }
    var code = Secret.random("code_").reveal();
    codes.put(code, asked);
    var back =
        "%s?code=%s&state=%s&iss=%s"
            .formatted(
                asked.get("redirect_uri"),
                code,
                asked.get("state"),
                URLEncoder.encode(issuer().toString(), StandardCharsets.UTF_8));
    exchange.getResponseHeaders().set("Location", back);
    exchange.sendResponseHeaders(302, -1);
  }

  private void token(HttpExchange exchange, Map<String, String> shown) throws IOException {
    switch (lie) {
      case REDIRECTS -> {
        exchange.getResponseHeaders().set("Location", issuer() + "/keys");
        exchange.sendResponseHeaders(302, -1);
      }
      case FAILS -> exchange.sendResponseHeaders(500, -1);
      case NOT_JSON -> send(exchange, 200, "<html>".getBytes(StandardCharsets.US_ASCII));
      case TOO_MUCH -> send(exchange, 200, new byte[1024 * 1024]);
      case REFUSES_THE_CODE -> json(exchange, 400, Map.of("error", "invalid_grant"));
      case NO_TOKEN -> json(exchange, 200, Map.of("access_token", "x"));
      default -> change(exchange, shown);
    }
  }

  private void change(HttpExchange exchange, Map<String, String> shown) throws IOException {
    var asked = codes.remove(shown.getOrDefault("code", ""));
    if (asked == null
        || !isClient(exchange, shown)
        || !"authorization_code".equals(shown.get("grant_type"))
        || !asked.getOrDefault("redirect_uri", "").equals(shown.get("redirect_uri"))
        || !asked
            .getOrDefault("code_challenge", "")
            .equals(s256(shown.getOrDefault("code_verifier", "")))) {
      json(exchange, 400, Map.of("error", "invalid_grant"));
      return;
    }
    json(
        exchange,
        200,
        Map.of("token_type", "Bearer", "id_token", idToken(asked.getOrDefault("nonce", ""))));
  }

  private boolean isClient(HttpExchange exchange, Map<String, String> shown) {
    var header = exchange.getRequestHeaders().getFirst("Authorization");
    return secret
        .map(known -> {
          var pair = (CLIENT + ":" + encode(known.reveal())).getBytes(StandardCharsets.UTF_8);
          return ("Basic " + Base64.getEncoder().encodeToString(pair)).equals(header);
        })
        .orElseGet(() -> header == null && CLIENT.equals(shown.get("client_id")));
  }

  private String idToken(String nonce) {
    var now = Instant.now();
    var claims = new HashMap<>(TestToken.claims(issuer().toString(), CLIENT, nonce, now));
    claims.putAll(person);
    lie.bend(claims, now);
    return switch (lie) {
      case NOT_SIGNED -> TestToken.unsigned(claims);
      case SIGNED_WITH_ITS_PUBLIC_KEY -> TestToken.withPublicKeyAsSecret(key, claims);
      case SIGNED_BY_A_STRANGER ->
          TestToken.signed(TestKey.make(TestKey.Kind.RS256, key.id()), claims);
      case GARBAGE -> "not.a.token";
      default -> TestToken.signed(key, claims);
    };
  }

  private static Map<String, String> fields(String form) {
    var fields = new HashMap<String, String>();
    for (var pair : form.split("&")) {
      var parts = pair.split("=", 2);
      fields.put(decode(parts[0]), parts.length < 2 ? "" : decode(parts[1]));
    }
    return fields;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String s256(String verifier) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return TestKey.text(digest.digest(verifier.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void json(HttpExchange exchange, int status, Object value) throws IOException {
    send(exchange, status, Json.writeBytes(value));
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
