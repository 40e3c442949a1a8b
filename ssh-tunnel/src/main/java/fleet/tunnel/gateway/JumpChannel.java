package fleet.tunnel.gateway;

import fleet.tunnel.link.ByteFlow;
import fleet.tunnel.link.ChannelSink;
import fleet.tunnel.link.LinkChannel;
import java.io.IOException;
import java.util.Objects;
import org.apache.sshd.client.future.OpenFuture;
import org.apache.sshd.common.Closeable;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.server.channel.AbstractServerChannel;
import org.jspecify.annotations.Nullable;

/**
 * A person's side of a passage: {@code direct-tcpip} (RFC 4254, section 7.2), what {@code ssh -J}
 * opens on a jump host.
 */
final class JumpChannel extends AbstractServerChannel {
  private final Jumps jumps;
  private final ByteFlow received = new ByteFlow(this);
  private @Nullable Opening opening;
  private volatile @Nullable ChannelSink sink;

  JumpChannel(Jumps jumps) {
    super(null);
    this.jumps = jumps;
  }

  /** What the person sends. */
  ByteFlow received() {
    return received;
  }

  /** The way is found: tells the person, then lets bytes flow both ways until one side ends. */
  void join(LinkChannel device) throws IOException {
    var toPerson = new ChannelSink(this, this::sendEof);
    sink = toPerson;
    addCloseFutureListener(_ -> device.close(false));
    signalChannelOpenSuccess();
    opening().setOpened();
    received.into(device.sink());
    device.received().into(toPerson);
    device.addCloseFutureListener(_ -> close(false));
  }

  @Override
  protected OpenFuture doInit(Buffer buffer) {
    var host = buffer.getString();
    var port = buffer.getInt();
    var asked = new Opening(this, () -> jumps.start(this, new Jumps.Destination(host, port)));
    opening = asked;
    return asked;
  }

  @Override
  protected void doWriteData(byte[] data, int offset, long length) throws IOException {
    received.take(data, offset, length);
  }

  @Override
  protected void doWriteExtendedData(byte[] data, int offset, long length) throws IOException {
    throw new IOException("a jump has no second stream");
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

  private Opening opening() {
    return Objects.requireNonNull(opening, "the channel was not asked for");
  }
}
