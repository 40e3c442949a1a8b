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

  /**
   * Adds a row.
   *
   * @param who a person's or device's name
   * @param what such as {@code fleet.create}
   * @param subject what it was done to; never a secret
   */
  public void add(Tx tx, Object who, String what, Object subject) {
    rows.insert(tx, clock.instant(), new AuditRows.Row(who.toString(), what, subject.toString()));
  }
}
