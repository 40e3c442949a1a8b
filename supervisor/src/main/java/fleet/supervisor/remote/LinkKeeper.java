package fleet.supervisor.remote;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the link up while somebody may come: dials, dials again, and ends after idle time. */
final class LinkKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(LinkKeeper.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
  private static final Duration LONG = Duration.ofDays(1);

  private final Visits visits = new Visits();
  private volatile LinkOrder order;
  private volatile boolean stopped;

  LinkKeeper(LinkOrder first) {
    this.order = first;
  }

  /** A new order: the idle time starts anew, and a link to elsewhere is left. */
  void renew(LinkOrder next) {
    order = next;
    visits.touch();
  }

  /** Ends {@link #run}. */
  void stop() {
    stopped = true;
    visits.touch();
  }

  /** Returns when it was idle for long enough, or was stopped. */
  void run() throws IOException {
    try (var server = new DeviceServer(() -> order, visits);
        var dialer = new Dialer(server)) {
      var pause = FIRST_PAUSE;
      while (!stopped) {
        var dialled = order;
        var wanted = hold(dialer, dialled);
        if (!wanted || !visits.await(order.idle(), jitter(pause), () -> isOver(dialled))) {
          return;
        }
        pause = dialled.equals(order) ? longer(pause) : FIRST_PAUSE;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Dials and holds the link until it is lost; false when nobody needs one any more. */
  private boolean hold(Dialer dialer, LinkOrder dialled) throws InterruptedException {
    try (var link = dialer.dial(dialled)) {
      LOG.atInfo().addKeyValue("gateway", dialled.gatewayHost()).log("link up");
      link.whenLost(visits::touch);
      var needed = visits.await(order.idle(), LONG, () -> link.isLost() || isOver(dialled));
      LOG.atInfo().addKeyValue("needed", needed).log("link down");
      return needed;
    } catch (IOException e) {
      LOG.atWarn().addKeyValue("gateway", dialled.gatewayHost()).log("no link: {}", e.getMessage());
      return true;
    }
  }

  private boolean isOver(LinkOrder dialled) {
    return stopped || !order.sameLink(dialled);
  }

  private static Duration longer(Duration pause) {
    var twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
  }

  private static Duration jitter(Duration pause) {
    return pause.plusMillis(ThreadLocalRandom.current().nextLong(pause.toMillis() / 2 + 1));
  }
}
