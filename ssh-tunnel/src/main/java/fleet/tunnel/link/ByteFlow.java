package fleet.tunnel.link;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What one channel receives, on its way into another. The sender gets window back only for what was
 * written on, so a slow reader slows the sender and the gateway holds at most one window of bytes.
 * Thread-safe; bytes that come before {@link #into} wait for it.
 */
public final class ByteFlow {
  private final Channel source;
  private final Queue<Buffer> early = new ArrayDeque<>();
  private @Nullable ChannelSink sink;
  private boolean ended;
  private long bytes;

  public ByteFlow(Channel source) {
    this.source = source;
  }

  /** Takes bytes that the source received; they are copied. */
  public synchronized void take(byte[] data, int offset, long length) throws IOException {
    var chunk = ByteArrayBuffer.getCompactClone(data, offset, Math.toIntExact(length));
    bytes += length;
    if (sink == null) {
      early.add(chunk);
    } else {
      write(sink, chunk);
    }
  }

  /** The source said that nothing follows. */
  public synchronized void end() {
    ended = true;
    if (sink != null) {
      sink.finish();
    }
  }

  /** Lets the bytes flow, those that wait first. */
  public synchronized void into(ChannelSink target) throws IOException {
    sink = target;
    for (var chunk = early.poll(); chunk != null; chunk = early.poll()) {
      write(target, chunk);
    }
    if (ended) {
      target.finish();
    }
  }

  /** How many bytes were taken so far. */
  public synchronized long bytes() {
    return bytes;
  }

  private void write(ChannelSink target, Buffer chunk) throws IOException {
    long length = chunk.available();
    target
        .write(chunk)
        .addListener(written -> {
          if (written.isWritten()) {
            giveBack(length);
          } else {
            source.close(false);
          }
        });
  }

  private void giveBack(long length) {
    try {
      source.getLocalWindow().release(length);
    } catch (IOException e) {
      source.close(true);
    }
  }
}
