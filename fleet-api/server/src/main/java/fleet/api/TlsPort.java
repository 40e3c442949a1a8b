package fleet.api;

import java.util.List;

/**
 * The port of everything over HTTP again, over TLS.
 *
 * @param hosts addresses on which it is opened
 * @param port 0 takes any free one, with one host only
 * @param names by which people call this server, besides its own addresses
 */
public record TlsPort(List<String> hosts, int port, List<String> names) {
  public TlsPort {
    hosts = List.copyOf(hosts);
    names = List.copyOf(names);
  }
}
