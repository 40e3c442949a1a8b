package fleet.api.live;

import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does every few seconds what time brings: who was not heard, what is over. */
public final class Pulse implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Pulse.class);
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final List<Runnable> chores;

  public Pulse(List<Runnable> chores) {
    this.chores = List.copyOf(chores);
  }

  @Override
  public void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        Thread.sleep(PAUSE);
        chores.forEach(Pulse::beat);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void beat(Runnable chore) {
    try {
      chore.run();
    } catch (RuntimeException e) {
      LOG.atWarn().setCause(e).log("could not do what time brings");
    }
  }
}
