package fleet.contract.operator;

import fleet.contract.identity.DeviceId;
import fleet.contract.identity.SessionId;
import java.time.Instant;
import java.util.List;

/**
 * All that the ordinary {@code ssh} needs to come in.
 *
 * @param certificate one OpenSSH line, to lie beside the key as {@code key-cert.pub}
 * @param hostAlias name of the device for ssh, which its host certificate carries: {@code ID.fleet}
 * @param landing user name on the device
 * @param gatewayHost jump host; empty means the host of the API
 * @param gatewayUser user name on the jump host
 * @param knownHosts lines for {@code known_hosts}: the gateway's key and the host authority; {@code
 *     %s} stands for the gateway's {@code [host]:port}
 */
public record SshGrant(
    SessionId session,
    DeviceId device,
    String certificate,
    String hostAlias,
    String landing,
    String gatewayHost,
    int gatewayPort,
    String gatewayUser,
    List<String> knownHosts,
    Instant expiresAt) {
  public SshGrant {
    knownHosts = List.copyOf(knownHosts);
  }
}
