package fleet.supervisor.remote;

import fleet.contract.identity.DeviceId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

/**
 * What remote access must know of its device.
 *
 * @param engineSocket the unix socket of the engine
 * @param identityKey file of the device's Ed25519 private key, PKCS#8 PEM
 * @param fallbackGatewayHost to dial when the offer names none: the host of the API
 * @param serverClock the server's time as this device reckons it; certificates are judged by it
 * @param idle how long the link stays up with no session on it
 */
public record RemoteSettings(
    DeviceId device,
    Path engineSocket,
    Path identityKey,
    String fallbackGatewayHost,
    InstantSource serverClock,
    Duration idle) {
  public static final Duration DEFAULT_IDLE = Duration.ofMinutes(5);
}
