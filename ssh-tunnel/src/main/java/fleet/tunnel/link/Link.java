package fleet.tunnel.link;

import fleet.contract.identity.DeviceId;
import java.io.IOException;
import java.time.Duration;
import org.apache.sshd.common.session.ConnectionService;
import org.apache.sshd.common.session.Session;

/** One SSH session that a device dialled, ready to carry channels back to it. */
public final class Link {
  /** The port that host names of devices have; nothing listens on it. */
  public static final int PORT = 22;

  private static final Duration OPEN_LIMIT = Duration.ofSeconds(10);

  private final DeviceId device;
  private final ConnectionService service;

  Link(DeviceId device, ConnectionService service) {
    this.device = device;
    this.service = service;
  }

  /** The name under which people know a device. */
  public static String hostName(DeviceId device) {
    return device + ".fleet";
  }

  public DeviceId device() {
    return device;
  }

  /**
   * Opens a channel to the device. Blocking.
   *
   * @param origin address of whoever comes
   */
  public LinkChannel open(String origin) throws IOException {
    var channel = new LinkChannel(hostName(device), PORT, origin);
    service.registerChannel(channel);
    channel.open().verify(OPEN_LIMIT);
    return channel;
  }

  Session session() {
    return service.getSession();
  }

  void close() {
    service.getSession().close(false);
  }
}
