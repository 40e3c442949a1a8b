package fleet.api.audit;

import fleet.api.db.Database;
import fleet.api.db.Tx;
import fleet.contract.audit.AuditSeal;
import java.time.Duration;
import java.util.ArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts what was added to the log at the end of the chain, every half second. Each node has one; who
 * holds the chain's end goes on from it, and a node that dies there leaves all as it was. One
 * thread runs it.
 */
public final class Sealer implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Sealer.class);
  private static final Duration ROUND = Duration.ofMillis(500);
  private static final Duration PAUSE_AFTER_FAULT = Duration.ofSeconds(2);
  private static final int AT_ONCE = 500;

  private final SealRows rows = new SealRows();
  private final Database database;

  public Sealer(Database database) {
    this.database = database;
  }

  @Override
  public void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        Thread.sleep(round());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Duration round() {
    try {
      sealAll();
      return ROUND;
    } catch (RuntimeException e) {
      LOG.atWarn().setCause(e).log("could not seal the audit log");
      return PAUSE_AFTER_FAULT;
    }
  }

  /** Seals what is there, unless somebody else is about it. */
  public void sealAll() {
    var sealed = AT_ONCE;
    while (sealed == AT_ONCE) {
      sealed = database.call(this::sealSome);
    }
  }

  private int sealSome(Tx tx) {
    if (!rows.anyUnsealed(tx)) {
      return 0;
    }
    var head = rows.takeHead(tx);
    if (head.isEmpty()) {
      return 0;
    }
    var end = head.get();
    var seals = new ArrayList<AuditSeal>();
    for (var row : rows.takeUnsealed(tx, AT_ONCE)) {
      var seal = end.seal(row);
      seals.add(seal);
      end = end.after(row);
    }
    rows.insert(tx, seals);
    rows.setHead(tx, end);
    return seals.size();
  }
}
