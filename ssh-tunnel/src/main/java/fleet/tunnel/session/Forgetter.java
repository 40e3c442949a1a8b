package fleet.tunnel.session;

import com.fasterxml.jackson.core.type.TypeReference;
import fleet.contract.client.JsonHttp;
import fleet.contract.client.UnreachableException;
import fleet.contract.identity.SessionId;
import fleet.contract.operator.Page;
import fleet.tunnel.db.TunnelDatabase;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives an end to what the gateway remembers: from where people came for a month, and of whom the
 * API erased only until it is asked next; passages and certificates for a year. Each node does so;
 * what one has in hand the others pass over. One thread runs it.
 */
public final class Forgetter implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Forgetter.class);
  private static final TypeReference<Page<SessionId>> SESSIONS = new TypeReference<>() {};
  private static final String ERASED = "/internal/v1/erased-sessions?limit=500";
  private static final Duration ROUND = Duration.ofMinutes(10);
  private static final Duration RETRY = Duration.ofMinutes(1);
  private static final Duration ADDRESSES_KEPT = Duration.ofDays(30);
  private static final Duration KEPT = Duration.ofDays(365);
  private static final int AT_ONCE = 1000;

  private final SessionRows rows;
  private final JsonHttp api;
  private final InstantSource clock;

  public Forgetter(TunnelDatabase database, JsonHttp api, InstantSource clock) {
    this.rows = new SessionRows(database);
    this.api = api;
    this.clock = clock;
  }

  @Override
  public void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        beat(this::forgetOld);
        var isDone = beat(this::forgetErased);
        Thread.sleep(isDone ? ROUND : RETRY);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Says whether it was done. */
  private static boolean beat(Runnable chore) {
    try {
      chore.run();
      return true;
    } catch (UnreachableException e) {
      // At the start of all parts together, the API is the last to listen.
      LOG.atInfo().addKeyValue("reason", e.getMessage()).log("the API is asked again soon");
      return false;
    } catch (RuntimeException e) {
      LOG.atWarn().setCause(e).log("could not forget what is over");
      return false;
    }
  }

  private void forgetOld() {
    var now = clock.instant();
    untilFew(() -> rows.forgetAddresses(now.minus(ADDRESSES_KEPT), AT_ONCE));
    untilFew(() -> rows.deletePassages(now.minus(KEPT), AT_ONCE));
    untilFew(() -> rows.deleteCertificates(now.minus(KEPT), AT_ONCE));
  }

  private interface Batch {
    int run();
  }

  private static void untilFew(Batch batch) {
    while (batch.run() == AT_ONCE) {
      // A transaction each, so that nobody waits long.
    }
  }

  private void forgetErased() {
    var next = Optional.of("");
    while (next.isPresent()) {
      var after = next.get().isEmpty() ? "" : "&after=" + next.get();
      var page = api.get(ERASED + after, SESSIONS);
      rows.forgetAddresses(page.items());
      next = page.next();
    }
  }
}
