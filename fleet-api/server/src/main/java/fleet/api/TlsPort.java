package fleet.api;

import fleet.api.certificate.CertificateFiles;
import java.util.List;
import java.util.Optional;

/**
 * The port of everything over HTTP again, over TLS.
 *
 * @param hosts addresses on which it is opened
 * @param port 0 takes any free one, with one host only
 * @param names by which people call this server, besides its own addresses
 * @param given the certificate to prove it by; absent: one of the installation's own
 */
public record TlsPort(
    List<String> hosts, int port, List<String> names, Optional<CertificateFiles> given) {
  public TlsPort {
    hosts = List.copyOf(hosts);
    names = List.copyOf(names);
  }
}
