package fleet.api.http;

import fleet.api.certificate.Authority;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.X509ExtendedKeyManager;

/**
 * How the routes are served over TLS, besides.
 *
 * @param hosts addresses on which the port is opened
 * @param port 0 takes any free one, with one host only
 * @param authority who issues the certificate, when it is the installation's own
 * @param key by which the server proves itself; asked at each handshake
 */
public record TlsDoor(
    List<String> hosts, int port, Optional<Authority> authority, X509ExtendedKeyManager key) {
  public TlsDoor {
    hosts = List.copyOf(hosts);
  }
}
