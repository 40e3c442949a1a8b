package fleet.api;

import fleet.api.http.HttpLimits;
import fleet.contract.identity.Secret;
import fleet.contract.node.MasterKey;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How the API runs.
 *
 * @param listenHosts addresses on which the port is opened
 * @param port of everything over HTTP; 0 takes any free one, with one host only
 * @param tls the same over TLS, on another port; absent where it is not wanted
 * @param registryUrl of the registry; when it is on this machine, devices that came in plain find
 *     its port on the host by which they reached the API
 * @param gitPort of git over SSH, for the addresses that people are shown
 * @param builderUrl the builder's internal interface
 * @param tunnelUrl the tunnel's internal interface
 * @param serviceKey what the server processes show each other
 * @param masterKey 32 bytes, unpadded URL-safe base64; wraps the keys at rest
 * @param supervisorBundle what devices install; absent where there is none to give
 * @param soak how long a release must stay healthy on a device before it counts
 * @param deadline how long a device may take to become healthy before it rolls back
 * @param limits what callers may hold up
 */
public record ApiConfig(
    List<String> listenHosts,
    int port,
    Optional<TlsPort> tls,
    URI registryUrl,
    int gitPort,
    URI builderUrl,
    URI tunnelUrl,
    Secret serviceKey,
    Secret masterKey,
    Optional<Path> supervisorBundle,
    Duration soak,
    Duration deadline,
    HttpLimits limits) {
  private static final int MIN_SERVICE_KEY_CHARS = 16;
  private static final int MAX_PORT = 65_535;

  /**
   * @throws IllegalArgumentException with every fault, one a line
   */
  public ApiConfig {
    listenHosts = List.copyOf(listenHosts);
    var faults = new Faults(new ArrayList<>());
    faults.when(listenHosts.isEmpty(), "listenHosts: name at least one address");
    faults.when(port == 0 && listenHosts.size() > 1, "port: 0 works with one listen host only");
    faults.port("port", port, 0);
    tls.ifPresent(secure -> {
      faults.when(secure.hosts().isEmpty(), "tls: name at least one address");
      faults.port("tls", secure.port(), 0);
    });
    faults.url("registryUrl", registryUrl);
    faults.port("gitPort", gitPort, 1);
    faults.url("builderUrl", builderUrl);
    faults.url("tunnelUrl", tunnelUrl);
    faults.when(
        serviceKey.reveal().length() < MIN_SERVICE_KEY_CHARS,
        "serviceKey: expected at least %d characters".formatted(MIN_SERVICE_KEY_CHARS));
    faults.when(
        !MasterKey.isSound(masterKey), "masterKey: expected 32 bytes as unpadded URL-safe base64");
    faults.when(soak.isNegative(), "soak: is not negative");
    faults.when(deadline.compareTo(soak) <= 0, "deadline: must be longer than the soak");
    faults.throwAny();
  }

  /** Collects what is wrong, so that all of it is told at once. */
  private record Faults(List<String> sentences) {
    void when(boolean wrong, String sentence) {
      if (wrong) {
        sentences.add(sentence);
      }
    }

    void port(String name, int port, int least) {
      when(port < least || port > MAX_PORT, "%s: %d is not a port".formatted(name, port));
    }

    void url(String name, URI url) {
      when(url.getHost() == null, "%s: expected a URL with a host".formatted(name));
    }

    void throwAny() {
      if (!sentences.isEmpty()) {
        throw new IllegalArgumentException(String.join("\n", sentences));
      }
    }
  }
}
