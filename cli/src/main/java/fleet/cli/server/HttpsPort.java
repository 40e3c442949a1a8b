package fleet.cli.server;

import fleet.api.certificate.Host;
import java.util.List;

/**
 * The port of the dashboard and the API over TLS.
 *
 * @param names by which people call this server, besides its own addresses
 */
public record HttpsPort(int port, List<String> names) {
  /**
   * @throws IllegalArgumentException when one is neither a host name nor an address
   */
  public HttpsPort {
    names = List.copyOf(names);
    names.forEach(Host::parse);
  }
}
