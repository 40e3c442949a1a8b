package fleet.supervisor.remote;

import fleet.contract.device.DeviceAction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The door to remote access: keeps at most one child JVM, which holds the link and ends by itself
 * when nobody needed it for a while. Thread-safe.
 */
public final class RemoteAccess implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RemoteAccess.class);

  private final RemoteSettings settings;
  private @Nullable SessionProcess child;
  private boolean closed;

  public RemoteAccess(RemoteSettings settings) {
    this.settings = settings;
  }

  /**
   * Dials the gateway of this offer unless that link is up; returns without waiting for it. An
   * offer that has expired is let be.
   *
   * @throws UncheckedIOException when the child JVM cannot be started
   */
  public synchronized void open(DeviceAction.OpenLink action) {
    if (closed || !settings.serverClock().instant().isBefore(action.expiresAt())) {
      return;
    }
    var order = order(action);
    try {
      if (child == null || !child.tell(order)) {
        child = SessionProcess.start(order, this::ended);
        LOG.atInfo().addKeyValue("action", action.id()).log("remote access started");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("could not start remote access", e);
    }
  }

  /** Ends the child JVM and every session in it. */
  @Override
  public synchronized void close() {
    closed = true;
    Optional.ofNullable(child).ifPresent(SessionProcess::close);
  }

  /** A child that ended in peace just as it was told something new is replaced. */
  private synchronized void ended(SessionProcess process) {
    if (child != process) {
      return;
    }
    child = null;
    LOG.atInfo().addKeyValue("exit", process.exitCode()).log("remote access ended");
    if (closed || process.exitCode() != 0) {
      return;
    }
    process.unheard().ifPresent(this::startAgain);
  }

  private void startAgain(LinkOrder order) {
    try {
      child = SessionProcess.start(order, this::ended);
    } catch (IOException e) {
      LOG.atError().setCause(e).log("could not start remote access again");
    }
  }

  private LinkOrder order(DeviceAction.OpenLink action) {
    var named = action.offer().gatewayHost();
    return new LinkOrder(
        action.id(),
        settings.device(),
        settings.engineSocket().toString(),
        settings.identityKey().toString(),
        named.isEmpty() ? settings.fallbackGatewayHost() : named,
        action.offer(),
        Duration.between(Instant.now(), settings.serverClock().instant()),
        settings.idle());
  }
}
