package fleet.api.http;

import fleet.contract.identity.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How the routes are served.
 *
 * @param hosts addresses on which the port is opened
 * @param port 0 takes any free one, with one host only
 * @param tls how they are served over TLS besides; absent where they are not
 * @param registryUrl whose images are handed out here too
 * @param supervisorBundle what devices install
 * @param pollWindow how long a device that polls counts as here
 */
public record HttpSettings(
    List<String> hosts,
    int port,
    Optional<TlsDoor> tls,
    URI builderUrl,
    URI tunnelUrl,
    URI registryUrl,
    Secret serviceKey,
    Optional<Path> supervisorBundle,
    Duration pollWindow,
    HttpLimits limits) {
  public HttpSettings {
    hosts = List.copyOf(hosts);
  }
}
