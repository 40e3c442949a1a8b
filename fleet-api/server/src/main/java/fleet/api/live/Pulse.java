package fleet.api.live;

import fleet.api.device.Presence;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every few seconds: writes who was heard, and lets go of who was not. */
public final class Pulse implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Pulse.class);
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final Presence presence;
  private final DeviceHub hub;

  public Pulse(Presence presence, DeviceHub hub) {
    this.presence = presence;
    this.hub = hub;
  }

  @Override
  public void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        Thread.sleep(PAUSE);
        beat();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void beat() {
    try {
      presence.flush();
      hub.closeSilent();
    } catch (RuntimeException e) {
      LOG.atWarn().setCause(e).log("could not write who is here");
    }
  }
}
