package fleet.api.access.provider;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import fleet.contract.Json;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * What a provider publishes about itself (OpenID Connect Discovery 1.0).
 *
 * @param authorization where browsers go
 * @param token where the server changes codes for tokens
 * @param keys where its public keys lie
 * @param secretInBody it takes a client secret in the body alone, not in a header
 * @param namesItself it says its issuer with each answer (RFC 9207)
 */
record Metadata(URI authorization, URI token, URI keys, boolean secretInBody, boolean namesItself) {
  private static final int MOST_CHARS = 1000;

  /** Where it lies. */
  static URI address(URI issuer) {
    var base = issuer.toString();
    var slash = base.endsWith("/") ? "" : "/";
    return URI.create(base + slash + ".well-known/openid-configuration");
  }

  /**
   * Reads it.
   *
   * @throws ProviderFault when it lacks something, or is another issuer's
   */
  static Metadata read(String json, URI issuer) {
    var tree = tree(json);
    if (!issuer.toString().equals(tree.path("issuer").asText())) {
      throw new ProviderFault("it says that it is another issuer");
    }
    var methods = tree.path("token_endpoint_auth_methods_supported");
    return new Metadata(
        endpoint(tree, "authorization_endpoint", issuer),
        endpoint(tree, "token_endpoint", issuer),
        endpoint(tree, "jwks_uri", issuer),
        has(methods, "client_secret_post") && !has(methods, "client_secret_basic"),
        tree.path("authorization_response_iss_parameter_supported").asBoolean());
  }

  private static JsonNode tree(String json) {
    try {
      return Json.mapper().readTree(json);
    } catch (JsonProcessingException e) {
      throw new ProviderFault("what it publishes about itself is not JSON", e);
    }
  }

  /** As safe as the issuer: https, unless both are on this machine. */
  private static URI endpoint(JsonNode tree, String name, URI issuer) {
    var text = tree.path(name).asText();
    return parse(text)
        .filter(address -> address.getHost() != null)
        .filter(address -> address.getUserInfo() == null && address.getFragment() == null)
        .filter(address -> "https".equals(address.getScheme()) || isBeside(address, issuer))
        .orElseThrow(() -> new ProviderFault("it names no sound " + name));
  }

  private static boolean isBeside(URI address, URI issuer) {
    return "http".equals(address.getScheme())
        && "http".equals(issuer.getScheme())
        && address.getHost().equals(issuer.getHost());
  }

  private static Optional<URI> parse(String text) {
    try {
      return text.length() > MOST_CHARS ? Optional.empty() : Optional.of(new URI(text));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static boolean has(JsonNode list, String word) {
    return list.valueStream().anyMatch(item -> item.asText().equals(word));
  }
}
