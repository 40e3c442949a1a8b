package fleet.cli.credential;

import com.fasterxml.jackson.annotation.JsonProperty;
import fleet.contract.operator.SignedIn;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Every sign-in of this machine's user, in the shape of the file that keeps them.
 *
 * <pre>
 * {"default":"http://127.0.0.1:8080",
 *  "servers":{"http://127.0.0.1:8080":{"token":"...","user":"ada","role":"OWNER","expiresAt":"..."}}}
 * </pre>
 *
 * @param defaultServer whom commands ask unless told otherwise; the last one signed in to
 */
public record Credentials(
    @JsonProperty("default") Optional<URI> defaultServer, Map<URI, SignedIn> servers) {
  /** Nobody has signed in. */
  public static final Credentials NONE = new Credentials(Optional.empty(), Map.of());

  public Credentials {
    servers = Map.copyOf(servers);
  }

  public Optional<SignedIn> at(URI server) {
    return Optional.ofNullable(servers.get(server));
  }

  /** The same with this sign-in, and with its server as the default. */
  public Credentials with(URI server, SignedIn signedIn) {
    var changed = new LinkedHashMap<>(servers);
    changed.put(server, signedIn);
    return new Credentials(Optional.of(server), changed);
  }

  /** The same without that server; if it was the default, there is none any more. */
  public Credentials without(URI server) {
    var changed = new LinkedHashMap<>(servers);
    changed.remove(server);
    return new Credentials(defaultServer.filter(url -> !url.equals(server)), changed);
  }
}
