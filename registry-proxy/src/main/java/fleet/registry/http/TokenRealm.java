package fleet.registry.http;

import fleet.contract.identity.TokenClaims;
import fleet.registry.access.Verdict.Challenge;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Sends a client to the API for a token: where that is on this machine, on the host name that
 * reached the registry, and the API's port.
 *
 * <pre>
 * Bearer realm="http://fleet.local:8080/registry/token",service="fleet-registry",scope="repository:berlin/web:pull"
 * </pre>
 */
record TokenRealm(URI apiUrl) {
  /** A host of the Host header goes back in a header: nothing else may be in it. */
  private static final Pattern HOST =
      Pattern.compile("([A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])(?::\\d{1,5})?");

  private static final Set<String> HERE = Set.of("127.0.0.1", "localhost", "[::1]");

  String header(Challenge challenge, Optional<String> host) {
    var text = new StringBuilder("Bearer realm=\"").append(address(host)).append('"');
    text.append(",service=\"").append(TokenClaims.REGISTRY).append('"');
    challenge.scope().ifPresent(scope -> text.append(",scope=\"").append(scope).append('"'));
    challenge.error().ifPresent(error -> text.append(",error=\"").append(error).append('"'));
    return text.toString();
  }

  private String address(Optional<String> host) {
    var name =
        host.filter(_ -> HERE.contains(apiUrl.getHost()))
            .map(HOST::matcher)
            .filter(java.util.regex.Matcher::matches)
            .map(match -> match.group(1))
            .orElse(apiUrl.getHost());
    var port = apiUrl.getPort() < 0 ? "" : ":" + apiUrl.getPort();
    return "%s://%s%s/registry/token".formatted(apiUrl.getScheme(), name, port);
  }
}
