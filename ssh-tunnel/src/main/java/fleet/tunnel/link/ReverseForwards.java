package fleet.tunnel.link;

import fleet.contract.identity.DeviceId;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.channel.RequestHandler;
import org.apache.sshd.common.session.ConnectionService;
import org.apache.sshd.common.util.buffer.Buffer;

/**
 * Answers {@code tcpip-forward} (RFC 4254, section 7.1): a device that asks for its own name and
 * port 22 gets a link. No port is opened for it, and nobody else gets anything.
 */
public final class ReverseForwards implements RequestHandler<ConnectionService> {
  /** On a session that has proved to be this device's. */
  public static final AttributeKey<DeviceId> DEVICE = new AttributeKey<>();

  private final Links links;

  public ReverseForwards(Links links) {
    this.links = links;
  }

  @Override
  public Result process(
      ConnectionService service, String request, boolean wantReply, Buffer buffer) {
    return switch (request) {
      case "tcpip-forward" -> forward(service, buffer.getString(), buffer.getInt());
      case "cancel-tcpip-forward" -> Result.ReplyFailure;
      default -> Result.Unsupported;
    };
  }

  private Result forward(ConnectionService service, String host, int port) {
    var device = service.getSession().getAttribute(DEVICE);
    if (device == null || port != Link.PORT || !host.equals(Link.hostName(device))) {
      return Result.ReplyFailure;
    }
    links.add(new Link(device, service));
    return Result.ReplySuccess;
  }
}
