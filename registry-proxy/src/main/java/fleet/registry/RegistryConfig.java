package fleet.registry;

import fleet.contract.identity.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How the registry runs.
 *
 * @param listenHosts addresses on which the port is opened
 * @param port where engines push and pull; 0 takes any free one, with one host only
 * @param dataFolder holds blobs and unfinished uploads; made when it is not there
 * @param apiUrl whose tokens open repositories, and whose port clients are sent to for them
 * @param serviceKey what the server processes show each other
 */
public record RegistryConfig(
    List<String> listenHosts, int port, Path dataFolder, URI apiUrl, Secret serviceKey) {
  private static final int MAX_PORT = 65_535;

  /**
   * @throws IllegalArgumentException with every fault, one a line
   */
  public RegistryConfig {
    listenHosts = List.copyOf(listenHosts);
    var faults = new ArrayList<String>();
    if (listenHosts.isEmpty()) {
      faults.add("listenHosts: name at least one address");
    }
    if (port < 0 || port > MAX_PORT) {
      faults.add("port: %d is not a port".formatted(port));
    }
    if (port == 0 && listenHosts.size() > 1) {
      faults.add("port: 0 works with one listen host only");
    }
    if (apiUrl.getHost() == null) {
      faults.add("apiUrl: expected a URL with a host");
    }
    if (serviceKey.reveal().isBlank()) {
      faults.add("serviceKey: must not be empty");
    }
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", faults));
    }
  }
}
