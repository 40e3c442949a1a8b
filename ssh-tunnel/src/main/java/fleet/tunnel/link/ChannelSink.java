package fleet.tunnel.link;

import java.io.IOException;
import org.apache.sshd.common.Closeable;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.channel.BufferedIoOutputStream;
import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.channel.ChannelAsyncOutputStream;
import org.apache.sshd.common.io.IoWriteFuture;
import org.apache.sshd.common.util.buffer.Buffer;

/** Writes into a channel in order and without blocking, as fast as its peer gives window. */
public final class ChannelSink {
  private final Channel channel;
  private final ChannelAsyncOutputStream direct;
  private final BufferedIoOutputStream queued;
  private final Runnable sayEnd;

  /**
   * @param sayEnd tells the channel's peer that nothing follows
   */
  @SuppressWarnings("MissingSummary") // what the class says
  public ChannelSink(Channel channel, Runnable sayEnd) {
    this.channel = channel;
    this.sayEnd = sayEnd;
    this.direct = new ChannelAsyncOutputStream(channel, SshConstants.SSH_MSG_CHANNEL_DATA);
    this.queued = new BufferedIoOutputStream("sink", channel.getChannelId(), direct, channel);
  }

  IoWriteFuture write(Buffer chunk) throws IOException {
    return queued.writeBuffer(chunk);
  }

  /** Says that nothing follows, after all that was written is on its way. */
  void finish() {
    queued.close(false).addListener(_ -> sayEnd.run());
  }

  /** The channel's peer gave window. */
  public void windowExpanded() throws IOException {
    direct.onWindowExpanded();
  }

  /** What must be written out before the channel may close. */
  public Closeable pending() {
    return queued;
  }

  @Override
  public String toString() {
    return "ChannelSink[%s]".formatted(channel);
  }
}
