package fleet.tunnel.link;

import java.io.IOException;
import org.apache.sshd.client.channel.AbstractClientChannel;
import org.apache.sshd.client.future.DefaultOpenFuture;
import org.apache.sshd.client.future.OpenFuture;
import org.apache.sshd.common.Closeable;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.util.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * A channel to the device on its own link: {@code forwarded-tcpip} (RFC 4254, section 7.2), as if
 * somebody had come to the address whose forwarding the device asked for.
 */
public final class LinkChannel extends AbstractClientChannel {
  private static final int ORIGIN_PORT = 0;

  private final String host;
  private final int port;
  private final String origin;
  private final ByteFlow received = new ByteFlow(this);
  private volatile @Nullable ChannelSink sink;

  LinkChannel(String host, int port, String origin) {
    super("forwarded-tcpip");
    this.host = host;
    this.port = port;
    this.origin = origin;
  }

  /** What the device sends. */
  public ByteFlow received() {
    return received;
  }

  /** To the device; there once the channel is open. */
  public ChannelSink sink() {
    var known = sink;
    if (known == null) {
      throw new IllegalStateException("the channel to the device is not open");
    }
    return known;
  }

  @Override
  public synchronized OpenFuture open() throws IOException {
    openFuture = new DefaultOpenFuture(this, futureLock);
    var window = getLocalWindow();
    var request = getSession().createBuffer(SshConstants.SSH_MSG_CHANNEL_OPEN);
    request.putString(getChannelType());
    request.putUInt(getChannelId());
    request.putUInt(window.getSize());
    request.putUInt(window.getPacketSize());
    request.putString(host);
    request.putUInt(port);
    request.putString(origin);
    request.putUInt(ORIGIN_PORT);
    writePacket(request);
    return openFuture;
  }

  @Override
  protected void doOpen() {
    sink = new ChannelSink(this, this::sendEof);
  }

  @Override
  protected void doWriteData(byte[] data, int offset, long length) throws IOException {
    received.take(data, offset, length);
  }

  @Override
  public void handleEof() throws IOException {
    super.handleEof();
    received.end();
  }

  @Override
  public void handleWindowAdjust(Buffer buffer) throws IOException {
    super.handleWindowAdjust(buffer);
    var known = sink;
    if (known != null) {
      known.windowExpanded();
    }
  }

  @Override
  protected boolean mayWrite() {
    return !isClosed();
  }

  @Override
  protected Closeable getInnerCloseable() {
    var inner = super.getInnerCloseable();
    var known = sink;
    return known == null ? inner : builder().close(known.pending()).close(inner).build();
  }
}
