package fleet.tunnel.gateway;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends people away whose sessions are over. It asks about all who are here at once, when somebody
 * comes and every few seconds, and nothing while nobody is here. An API that does not answer ends
 * no session.
 */
final class Doorman implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Doorman.class);
  private static final Duration EVERY = Duration.ofSeconds(3);

  /** Those who come so close together are asked about together. */
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final Guests guests;
  private final SessionDirectory directory;

  Doorman(Guests guests, SessionDirectory directory) {
    this.guests = guests;
    this.directory = directory;
  }

  @Override
  public void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        var seen = guests.awaitSome();
        look();
        Thread.sleep(PAUSE);
        guests.awaitMore(seen, EVERY);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    try {
      for (var ended : directory.endedAmong(guests.sessions())) {
        guests.sendAway(ended.session(), ended.reason());
      }
    } catch (RuntimeException e) {
      if (!Thread.currentThread().isInterrupted()) {
        LOG.atWarn().setCause(e).log("could not ask the API which sessions are over");
      }
    }
  }
}
