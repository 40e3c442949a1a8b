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
   * @throws LinkFullException when it carries as many as it may
   * @throws IOException when the device does not answer in time, or will not have it
   */
  public LinkChannel open(String origin) throws IOException {
    var channel = new LinkChannel(hostName(device), PORT, origin);
    register(channel);
    var answer = channel.open();
    try {
      answer.verify(OPEN_LIMIT);
    } catch (IOException e) {
      // Not before the device answers: it would answer to a channel that nobody knows any more.
      answer.addListener(_ -> channel.close(false));
      throw e;
    }
    return channel;
  }

  private void register(LinkChannel channel) throws IOException {
    try {
      service.registerChannel(channel);
    } catch (IllegalStateException e) {
      throw new LinkFullException(device, e);
    }
  }

  Session session() {
    return service.getSession();
  }

  void close() {
    service.getSession().close(false);
  }
}
