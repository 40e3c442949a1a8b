package fleet.supervisor.remote;

import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.sshd.client.future.DefaultOpenFuture;
import org.apache.sshd.client.future.OpenFuture;
import org.apache.sshd.common.Closeable;
import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.channel.ChannelFactory;
import org.apache.sshd.common.future.SshFutureListener;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.apache.sshd.server.channel.AbstractServerChannel;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Somebody comes over the link: a {@code forwarded-tcpip} channel (RFC 4254, section 7.2) whose
 * bytes are handed to the SSH server in this process, without any socket. One virtual thread does
 * what the bytes ask for, and only then gives window back; so at most one window waits in memory.
 */
final class LinkedChannel extends AbstractServerChannel {
  private static final Logger LOG = LoggerFactory.getLogger(LinkedChannel.class);
  private static final Buffer END = new ByteArrayBuffer(0);

  private final DeviceServer server;
  private final BlockingQueue<Buffer> received = new LinkedBlockingQueue<>();
  private @Nullable ChannelSink sink;

  /** Makes one for each who comes. */
  record Factory(DeviceServer server) implements ChannelFactory {
    @Override
    public String getName() {
      return "forwarded-tcpip";
    }

    @Override
    public Channel createChannel(Session session) {
      return new LinkedChannel(server);
    }
  }

  private LinkedChannel(DeviceServer server) {
    super(null);
    this.server = server;
  }

  @Override
  protected OpenFuture doInit(Buffer buffer) {
    buffer.getString();
    buffer.getInt();
    var origin = buffer.getString();
    sink = new ChannelSink(this);
    return new Opening(this, origin);
  }

  /** Starts to serve only when the library listens for the answer: else bytes could overtake it. */
  private static final class Opening extends DefaultOpenFuture {
    private final LinkedChannel channel;
    private final String origin;
    private final AtomicBoolean started = new AtomicBoolean();

    Opening(LinkedChannel channel, String origin) {
      super(channel, channel);
      this.channel = channel;
      this.origin = origin;
    }

    @Override
    public OpenFuture addListener(SshFutureListener<OpenFuture> listener) {
      super.addListener(listener);
      if (started.compareAndSet(false, true)) {
        channel.signalChannelOpenSuccess();
        setOpened();
        Thread.ofVirtual().name("visitor").start(() -> channel.serve(origin));
      }
      return this;
    }
  }

  private void serve(String origin) {
    try {
      var visit = server.welcome(new ChannelIoSession(this, origin));
      try {
        follow(visit);
      } finally {
        visit.end();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) { // declared by the library
      LOG.atWarn().setCause(e).log("a visit ended badly");
    }
  }

  private void follow(DeviceServer.Visit visit) throws Exception {
    for (var chunk = received.take(); chunk != END; chunk = received.take()) {
      var length = chunk.available();
      visit.receive(chunk);
      getLocalWindow().release(length);
    }
  }

  ChannelSink sink() {
    if (sink == null) {
      throw new IllegalStateException("the channel is not open");
    }
    return sink;
  }

  @Override
  protected void doWriteData(byte[] data, int offset, long length) {
    received.add(ByteArrayBuffer.getCompactClone(data, offset, Math.toIntExact(length)));
  }

  @Override
  protected void doWriteExtendedData(byte[] data, int offset, long length) throws IOException {
    throw new IOException("a link has no second stream");
  }

  @Override
  public void handleEof() throws IOException {
    super.handleEof();
    received.add(END);
  }

  @Override
  protected void preClose() {
    received.add(END);
    super.preClose();
  }

  @Override
  public void handleWindowAdjust(Buffer buffer) throws IOException {
    super.handleWindowAdjust(buffer);
    if (sink != null) {
      sink.windowExpanded();
    }
  }

  @Override
  protected boolean mayWrite() {
    return !isClosed();
  }

  @Override
  protected Closeable getInnerCloseable() {
    var inner = super.getInnerCloseable();
    return sink == null ? inner : builder().close(sink.pending()).close(inner).build();
  }
}
