package fleet.contract.device;

/**
 * What a device needs to dial the gateway and to judge who comes through it. Keys are OpenSSH
 * lines, {@code ssh-ed25519 AAAA...}.
 *
 * @param gatewayHost name or address that the device dials; empty means the host of the API
 * @param gatewayKey the gateway's host key, pinned
 * @param userAuthority signs the certificates of those who come
 * @param hostCertificate for the device's identity key as SSH host key, one OpenSSH line
 */
public record LinkOffer(
    String gatewayHost,
    int gatewayPort,
    String gatewayKey,
    String userAuthority,
    String hostCertificate) {}
