package fleet.supervisor.remote;

import java.io.IOException;
import org.apache.sshd.common.Closeable;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.channel.BufferedIoOutputStream;
import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.channel.ChannelAsyncOutputStream;
import org.apache.sshd.common.io.IoWriteFuture;
import org.apache.sshd.common.util.buffer.Buffer;

/** Writes into a channel in order and without blocking, as fast as its peer gives window. */
final class ChannelSink {
  private final ChannelAsyncOutputStream direct;
  private final BufferedIoOutputStream queued;

  ChannelSink(Channel channel) {
    this.direct = new ChannelAsyncOutputStream(channel, SshConstants.SSH_MSG_CHANNEL_DATA);
    this.queued = new BufferedIoOutputStream("link", channel.getChannelId(), direct, channel);
  }

  IoWriteFuture write(Buffer chunk) throws IOException {
    return queued.writeBuffer(chunk);
  }

  void windowExpanded() throws IOException {
    direct.onWindowExpanded();
  }

  /** What must be written out before the channel may close. */
  Closeable pending() {
    return queued;
  }
}
