package fleet.tunnel;

import fleet.contract.identity.Secret;
import fleet.contract.node.MasterKey;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * How the gateway runs.
 *
 * @param listenHosts addresses on which the SSH port is opened
 * @param sshPort for devices and people; 0 takes any free one, with one host only
 * @param http where the API asks, with the service key; port 0 takes any free one
 * @param apiUrl which knows whose key is whose
 * @param serviceKey what the server processes show each other
 * @param masterKey 32 bytes, unpadded URL-safe base64; wraps the gateway's keys at rest
 */
public record TunnelConfig(
    List<String> listenHosts,
    int sshPort,
    InetSocketAddress http,
    URI apiUrl,
    Secret serviceKey,
    Secret masterKey) {
  private static final int MAX_PORT = 65_535;

  /**
   * @throws IllegalArgumentException with every fault, one a line
   */
  public TunnelConfig {
    listenHosts = List.copyOf(listenHosts);
    var faults = new ArrayList<String>();
    if (listenHosts.isEmpty()) {
      faults.add("listenHosts: name at least one address");
    }
    requirePort(faults, "sshPort", sshPort);
    if (sshPort == 0 && listenHosts.size() > 1) {
      faults.add("sshPort: 0 works with one listen host only");
    }
    if (apiUrl.getHost() == null) {
      faults.add("apiUrl: expected a URL with a host");
    }
    if (!MasterKey.isSound(masterKey)) {
      faults.add("masterKey: expected 32 bytes as unpadded URL-safe base64");
    }
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", faults));
    }
  }

  private static void requirePort(List<String> faults, String name, int port) {
    if (port < 0 || port > MAX_PORT) {
      faults.add("%s: %d is not a port".formatted(name, port));
    }
  }
}
