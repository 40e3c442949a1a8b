package fleet.builder.copy;

import com.fasterxml.jackson.databind.JsonNode;
import fleet.builder.plan.ImageName;
import fleet.contract.Json;
import fleet.contract.identity.FleetName;
import fleet.contract.node.RegistryLogin;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * How a registry is told who asks: by what its challenge wants, the login itself (Basic) or a token
 * that is got with it (Bearer, the token handshake of the distribution project). Thread-safe.
 *
 * <pre>
 * WWW-Authenticate: Bearer realm="https://auth.example.com/token",service="registry.example.com"
 * GET https://auth.example.com/token?service=..&scope=repository:acme/web:pull -> {"token":".."}
 * </pre>
 */
final class Credentials {
  private static final Pattern FIELD = Pattern.compile("([a-z]+)=\"([^\"]{0,1000})\"");
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final int MAX_ANSWER = 256 * 1024;

  private final FleetName fleet;
  private final String host;
  private final Optional<RegistryLogin> login;
  private final Map<String, String> headers = new ConcurrentHashMap<>();

  /**
   * @param login that the fleet keeps for the host
   */
  Credentials(FleetName fleet, String host, Optional<RegistryLogin> login) {
    this.fleet = fleet;
    this.host = host;
    this.login = login;
  }

  /** What was right for a repository before; empty at first. */
  String header(String repository) {
    return headers.getOrDefault(repository, "");
  }

  /** Remembers what opens a repository. */
  Credentials knowing(String repository, String header) {
    headers.put(repository, header);
    return this;
  }

  /**
   * What the challenge wants.
   *
   * @throws ProblemException when there is nothing that would answer it
   */
  String answer(String challenge, ImageName name, RemoteRegistry registry) {
    var scheme = challenge.toLowerCase(Locale.ROOT);
    if (scheme.startsWith("basic")) {
      var header = login.map(Credentials::basic).orElseThrow(() -> refused(name));
      headers.put(name.repository(), header);
      return header;
    }
    if (scheme.startsWith("bearer")) {
      var header = "Bearer " + token(fields(challenge), name, registry);
      headers.put(name.repository(), header);
      return header;
    }
    throw refused(name);
  }

  ProblemException refused(ImageName name) {
    var sentence =
        login
            .map(known ->
                "%s refuses the login '%s', with which %s gets %s"
                    .formatted(host, known.username(), fleet, name))
            .orElseGet(() -> "%s does not let %s have %s".formatted(host, fleet, name));
    return new ProblemException(
        ProblemCode.BUILD_FAILED,
        sentence,
        "fleet registry login %s %s --username NAME --password-stdin".formatted(fleet, host));
  }

  private String token(Map<String, String> challenge, ImageName name, RemoteRegistry registry) {
    var request = HttpRequest.newBuilder(realm(challenge, name, registry)).timeout(TIMEOUT).GET();
    login.map(Credentials::basic).ifPresent(header -> request.header("Authorization", header));
    var response =
        registry.send(
            request.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_ANSWER));
    if (response.statusCode() >= 300) {
      throw refused(name);
    }
    try {
      var answer = Json.read(response.body(), JsonNode.class);
      var token = answer.path("token").asText(answer.path("access_token").asText());
      if (!token.isEmpty() && token.chars().noneMatch(Character::isISOControl)) {
        return token;
      }
    } catch (UncheckedIOException e) {
      throw registry.failed("it gives no token that could be read");
    }
    throw registry.failed("it gives no token");
  }

  private URI realm(Map<String, String> challenge, ImageName name, RemoteRegistry registry) {
    var query =
        "%s=%s&scope=%s"
            .formatted(
                "service",
                encode(challenge.getOrDefault("service", "")),
                encode("repository:%s:pull".formatted(name.repository())));
    try {
      var realm = challenge.getOrDefault("realm", "");
      var uri = URI.create(realm + (realm.contains("?") ? "&" : "?") + query);
      if (registry.isSafe(uri)) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      throw registry.failed("it names no address that gives tokens");
    }
    throw registry.failed("it gives tokens without encryption");
  }

  private static Map<String, String> fields(String challenge) {
    var fields = new HashMap<String, String>();
    var match = FIELD.matcher(challenge);
    while (match.find()) {
      fields.putIfAbsent(match.group(1), match.group(2));
    }
    return fields;
  }

  private static String basic(RegistryLogin login) {
    var pair = login.username() + ":" + login.password().reveal();
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
