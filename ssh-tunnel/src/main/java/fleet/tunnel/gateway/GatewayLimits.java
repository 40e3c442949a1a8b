package fleet.tunnel.gateway;

import java.time.Duration;

/**
 * What the gateway puts up with.
 *
 * @param loginGrace from connect to logged in
 * @param loginTries keys that a connection may show
 * @param strangers connections at one time that are not logged in
 * @param linkWait how long a person waits for the device to dial in
 * @param linkSilence a link that said nothing for so long is lost; devices say something three
 *     times in it
 * @param personIdle a person's connection without any byte is closed after this
 * @param passages at one time on one person's connection
 * @param linkPassages at one time to one device
 */
public record GatewayLimits(
    Duration loginGrace,
    int loginTries,
    int strangers,
    Duration linkWait,
    Duration linkSilence,
    Duration personIdle,
    int passages,
    int linkPassages) {
  public static final GatewayLimits DEFAULT =
      new GatewayLimits(
          Duration.ofSeconds(20),
          6,
          128,
          Duration.ofSeconds(20),
          Duration.ofSeconds(90),
          Duration.ofHours(2),
          8,
          32);

  /** The same with so many passages to one device. */
  public GatewayLimits withLinkPassages(int most) {
    return new GatewayLimits(
        loginGrace, loginTries, strangers, linkWait, linkSilence, personIdle, passages, most);
  }
}
