package fleet.api.audit;

import fleet.api.db.Tx;
import fleet.contract.identity.DeviceId;
import fleet.contract.identity.UserName;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

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

  /** The log no longer knows a person's name; its rows stay, under their number. */
  public void forget(Tx tx, UserName person) {
    rows.forget(tx, clock.instant(), person.value());
  }

  /** The log no longer knows what these devices were called; its rows stay, under a number. */
  public void forget(Tx tx, List<DeviceId> devices) {
    rows.forget(tx, clock.instant(), devices);
  }

  /** The log no longer knows an address. */
  public void forgetAddress(Tx tx, String address) {
    rows.forget(tx, clock.instant(), Deed.ADDRESS + address);
  }

  /** The log no longer knows addresses of which it tells nothing since then. */
  public void forgetAddresses(Tx tx, Instant before) {
    rows.forgetAddresses(tx, clock.instant(), before);
  }
}
