package fleet.supervisor.remote;

import fleet.contract.device.LinkOffer;
import fleet.contract.identity.DeviceId;
import java.time.Duration;
import java.util.UUID;

/**
 * What the supervisor tells the child JVM, one JSON line each on its standard input; a later one
 * replaces the earlier. The child answers {@code id} on a line of its standard output.
 *
 * @param clockOffset server's time minus this device's
 */
record LinkOrder(
    UUID id,
    DeviceId device,
    String engineSocket,
    String identityKey,
    String gatewayHost,
    LinkOffer offer,
    Duration clockOffset,
    Duration idle) {

  /** Says whether the link of the other order serves this one too. */
  boolean sameLink(LinkOrder other) {
    return gatewayHost.equals(other.gatewayHost)
        && offer.gatewayPort() == other.offer.gatewayPort()
        && offer.gatewayKey().equals(other.offer.gatewayKey());
  }
}
