package fleet.api.access.provider;

import com.fasterxml.jackson.core.JsonProcessingException;
import fleet.contract.Json;
import fleet.contract.identity.Secret;
import fleet.contract.provider.ProviderTerms;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What is said to a provider: first through the browser, then from server to server. Blocking,
 * thread-safe; every method throws {@link ProviderFault}.
 */
final class Conversation {
  private static final Pattern ERROR = Pattern.compile("[a-z_]{1,60}");

  private final ProviderHttp http;
  private final Directory directory;
  private final OneTime oneTime;
  private final InstantSource clock;

  Conversation(ProviderHttp http, Directory directory, OneTime oneTime, InstantSource clock) {
    this.http = http;
    this.directory = directory;
    this.oneTime = oneTime;
    this.clock = clock;
  }

  /** Where the browser goes. */
  URI begin(Client client, Secret state) {
    var terms = client.terms();
    var asked = new TreeMap<String, String>();
    asked.put("response_type", "code");
    asked.put("client_id", terms.clientId());
    asked.put("redirect_uri", client.callback().toString());
    asked.put("scope", terms.scopes().stream().sorted().collect(Collectors.joining(" ")));
    asked.put("state", state.reveal());
    asked.put("nonce", oneTime.nonce(state));
    asked.put("code_challenge", oneTime.challenge(state));
    asked.put("code_challenge_method", "S256");
    var address = directory.metadata(terms.issuer()).authorization().toString();
    return URI.create(address + (address.contains("?") ? "&" : "?") + form(asked));
  }

  /**
   * Changes a code for what the provider says of whoever brought it.
   *
   * @param issuer who the browser says it comes from, if it does
   */
  Claims end(Client client, Secret state, String code, Optional<String> issuer) {
    var terms = client.terms();
    var metadata = directory.metadata(terms.issuer());
    if (!issuer.map(terms.issuer().toString()::equals).orElse(!metadata.namesItself())) {
      throw new ProviderFault("the browser comes from another issuer");
    }
    Reach.require(metadata.token(), terms.issuer());
    var token = IdTokens.read(idToken(client, metadata, code, state));
    var keys = directory.keys(terms.issuer(), token);
    var expected = new IdTokens.Expected(terms.issuer(), terms.clientId(), oneTime.nonce(state));
    return IdTokens.check(token, keys, expected, clock.instant());
  }

  private String idToken(Client client, Metadata metadata, String code, Secret state) {
    var told = new TreeMap<String, String>();
    told.put("grant_type", "authorization_code");
    told.put("code", code);
    told.put("redirect_uri", client.callback().toString());
    told.put("code_verifier", oneTime.verifier(state));
    told.put("client_id", client.terms().clientId());
    var request =
        HttpRequest.newBuilder(metadata.token())
            .header("Content-Type", "application/x-www-form-urlencoded");
    client
        .secret()
        .ifPresent(secret -> {
          if (metadata.secretInBody()) {
            told.put("client_secret", secret.reveal());
          } else {
            request.header("Authorization", basic(client.terms(), secret));
          }
        });
    return idToken(http.send(request.POST(BodyPublishers.ofString(form(told)))));
  }

  private static String idToken(ProviderHttp.Reply reply) {
    try {
      var body = Json.mapper().readTree(reply.body());
      if (reply.status() != 200) {
        throw new ProviderFault("it did not take the code" + error(body.path("error").asText()));
      }
      return Optional.of(body.path("id_token").asText())
          .filter(token -> !token.isEmpty())
          .orElseThrow(() -> new ProviderFault("it gave no ID token"));
    } catch (JsonProcessingException e) {
      throw new ProviderFault("it answered the code with %d".formatted(reply.status()), e);
    }
  }

  /** A word of the protocol, in brackets; what is none is not repeated. */
  static String error(String word) {
    return ERROR.matcher(word).matches() ? " (%s)".formatted(word) : "";
  }

  /** Both halves are encoded as in a form before they are joined (RFC 6749, 2.3.1). */
  private static String basic(ProviderTerms terms, Secret secret) {
    var pair = encode(terms.clientId()) + ":" + encode(secret.reveal());
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  private static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
