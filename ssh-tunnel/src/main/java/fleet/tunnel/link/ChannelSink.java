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
  /** What every channel can say, and only to itself. */
  @FunctionalInterface
  public interface LastWord {
    void say() throws IOException;
  }

  private final Channel channel;
  private final ChannelAsyncOutputStream direct;
  private final BufferedIoOutputStream queued;
  private final LastWord lastWord;

  /**
   * @param lastWord tells the channel's peer that nothing follows
   */
  @SuppressWarnings("MissingSummary") // what the class says
  public ChannelSink(Channel channel, LastWord lastWord) {
    this.channel = channel;
    this.lastWord = lastWord;
    this.direct = new ChannelAsyncOutputStream(channel, SshConstants.SSH_MSG_CHANNEL_DATA);
    this.queued = new BufferedIoOutputStream("sink", channel.getChannelId(), direct, channel);
  }

  IoWriteFuture write(Buffer chunk) throws IOException {
    return queued.writeBuffer(chunk);
  }

  /** Says that nothing follows, after all that was written is on its way. */
  void finish() {
    queued.close(false).addListener(_ -> sayLastWord());
  }

  private void sayLastWord() {
    try {
      lastWord.say();
    } catch (IOException e) {
      channel.close(true);
    }
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
