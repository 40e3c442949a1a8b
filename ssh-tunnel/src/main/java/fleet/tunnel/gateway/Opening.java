package fleet.tunnel.gateway;

import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.sshd.client.future.DefaultOpenFuture;
import org.apache.sshd.client.future.OpenFuture;
import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.future.SshFutureListener;

/**
 * The answer to whoever asked for a channel, to come later. The search for it starts only when the
 * library listens for the answer: else the first bytes could overtake it.
 */
final class Opening extends DefaultOpenFuture {
  private final Runnable search;
  private final AtomicBoolean started = new AtomicBoolean();

  Opening(Channel channel, Runnable search) {
    super(channel, channel);
    this.search = search;
  }

  @Override
  public OpenFuture addListener(SshFutureListener<OpenFuture> listener) {
    super.addListener(listener);
    if (started.compareAndSet(false, true)) {
      search.run();
    }
    return this;
  }
}
