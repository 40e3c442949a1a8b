package fleet.api.audit;

import fleet.api.db.Tx;
import java.time.InstantSource;

/** Remembers who did what. Thread-safe. */
public final class AuditLog {
  private final AuditRows rows = new AuditRows();
  private final InstantSource clock;

  public AuditLog(InstantSource clock) {
    this.clock = clock;
  }

  /** Adds a row, which is sealed soon after the transaction. */
  public void add(Tx tx, Actor who, Deed deed) {
    rows.insert(tx, clock.instant(), who, deed);
  }
}
