package fleet.tunnel.gateway;

import org.apache.sshd.client.future.OpenFuture;
import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.channel.ChannelFactory;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.server.channel.AbstractServerChannel;

/** A channel of type {@code session}, which the gateway never opens, and says so. */
final class ClosedDoor extends AbstractServerChannel {
  /** Stands where a shell would be. */
  static final ChannelFactory FACTORY =
      new ChannelFactory() {
        @Override
        public String getName() {
          return "session";
        }

        @Override
        public Channel createChannel(Session session) {
          return new ClosedDoor();
        }
      };

  private static final Refusal REFUSAL =
      Refusal.notAllowed("the gateway has no shell; it is a jump host (ssh -J) to devices");

  private ClosedDoor() {
    super(null);
  }

  @Override
  protected OpenFuture doInit(Buffer buffer) {
    return new Opening(this, () -> REFUSAL.tell(this));
  }

  @Override
  protected void doWriteData(byte[] data, int offset, long length) {
    throw new IllegalStateException("data on a channel that was never opened");
  }

  @Override
  protected void doWriteExtendedData(byte[] data, int offset, long length) {
    throw new IllegalStateException("data on a channel that was never opened");
  }
}
