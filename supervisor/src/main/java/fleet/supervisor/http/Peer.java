package fleet.supervisor.http;

import java.net.URI;
import java.nio.file.Path;

/** Who is spoken to. */
public sealed interface Peer {
  /** A program of this machine, at its unix socket. */
  record Local(Path socket) implements Peer {}

  /**
   * A server in the network.
   *
   * @param authority host and port as the address named them
   */
  record Remote(String host, int port, boolean secure, String authority) implements Peer {}

  /** The server of a http, https, ws or wss address. */
  static Remote of(URI address) {
    var secure = "https".equals(address.getScheme()) || "wss".equals(address.getScheme());
    var host = address.getHost();
    if (host == null) {
      throw new IllegalArgumentException("no host in the address " + address);
    }
    var implied = secure ? 443 : 80;
    var port = address.getPort() < 0 ? implied : address.getPort();
    return new Remote(host, port, secure, address.getAuthority());
  }
}
