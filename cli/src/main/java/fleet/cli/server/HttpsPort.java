package fleet.cli.server;

import fleet.api.certificate.CertificateFiles;
import fleet.api.certificate.Host;
import java.util.List;
import java.util.Optional;

/**
 * The port of the dashboard and the API over TLS.
 *
 * @param names by which people call this server, besides its own addresses
 * @param given the certificate to prove it by; absent: one of the installation's own
 */
public record HttpsPort(int port, List<String> names, Optional<CertificateFiles> given) {
  /** Where it is opened unless another is chosen. */
  static final int USUAL = 8443;

  /**
   * @throws IllegalArgumentException when one is neither a host name nor an address
   */
  public HttpsPort {
    names = List.copyOf(names);
    names.forEach(Host::parse);
  }
}
