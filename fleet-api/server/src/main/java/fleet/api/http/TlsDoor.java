package fleet.api.http;

import java.util.List;
import javax.net.ssl.X509ExtendedKeyManager;

/**
 * How the routes are served over TLS, besides.
 *
 * @param hosts addresses on which the port is opened
 * @param port 0 takes any free one, with one host only
 * @param key by which the server proves itself; asked at each handshake
 */
public record TlsDoor(List<String> hosts, int port, X509ExtendedKeyManager key) {
  public TlsDoor {
    hosts = List.copyOf(hosts);
  }
}
