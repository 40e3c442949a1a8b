package fleet.contract.node;

/**
 * What others must know of the gateway. Keys are OpenSSH lines.
 *
 * @param host name or address to dial; empty means the host of the API
 */
public record GatewayFacts(
    String host, int port, String hostKey, String userAuthority, String hostAuthority) {}
