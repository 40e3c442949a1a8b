package fleet.supervisor.remote;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.sshd.common.future.CloseFuture;
import org.apache.sshd.common.io.IoService;
import org.apache.sshd.common.io.IoSession;
import org.apache.sshd.common.io.IoWriteFuture;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.apache.sshd.common.util.closeable.AbstractCloseable;
import org.jspecify.annotations.Nullable;

/** A channel of the link as the SSH server sees it: like a TCP connection, but without a socket. */
final class ChannelIoSession extends AbstractCloseable implements IoSession {
  private final LinkedChannel channel;
  private final SocketAddress origin;
  private final Map<Object, Object> attributes = new ConcurrentHashMap<>();

  /**
   * @param origin address of whoever comes, as the gateway says; only for logs
   */
  @SuppressWarnings("MissingSummary") // what the class says
  ChannelIoSession(LinkedChannel channel, String origin) {
    this.channel = channel;
    this.origin = InetSocketAddress.createUnresolved(origin, 0);
  }

  /** Writes a copy: the channel would put its own header into the free space of this buffer. */
  @Override
  public IoWriteFuture writeBuffer(Buffer buffer) throws IOException {
    var copy = ByteArrayBuffer.getCompactClone(buffer.array(), buffer.rpos(), buffer.available());
    buffer.rpos(buffer.wpos());
    return channel.sink().write(copy);
  }

  @Override
  protected CloseFuture doCloseGracefully() {
    return channel.close(false);
  }

  @Override
  protected void doCloseImmediately() {
    channel.close(false);
    super.doCloseImmediately();
  }

  @Override
  public void shutdownOutputStream() {
    channel.close(false);
  }

  @Override
  public long getId() {
    return channel.getChannelId();
  }

  @Override
  public SocketAddress getRemoteAddress() {
    return origin;
  }

  @Override
  public SocketAddress getLocalAddress() {
    return origin;
  }

  @Override
  public @Nullable SocketAddress getAcceptanceAddress() {
    return null;
  }

  @Override
  public @Nullable IoService getService() {
    return null;
  }

  @Override
  public @Nullable Object getAttribute(Object key) {
    return attributes.get(key);
  }

  @Override
  public @Nullable Object setAttribute(Object key, Object value) {
    return attributes.put(key, value);
  }

  @Override
  public @Nullable Object setAttributeIfAbsent(Object key, Object value) {
    return attributes.putIfAbsent(key, value);
  }

  @Override
  public @Nullable Object removeAttribute(Object key) {
    return attributes.remove(key);
  }

  /** Reading is paced by the window of the channel. */
  @Override
  public void suspendRead() {}

  @Override
  public void resumeRead() {}
}
