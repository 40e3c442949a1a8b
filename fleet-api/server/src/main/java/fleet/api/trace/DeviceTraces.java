package fleet.api.trace;

import fleet.api.audit.AuditLog;
import fleet.api.db.Tx;
import fleet.contract.identity.DeviceId;
import fleet.contract.identity.FleetName;
import java.util.List;

/** Takes the names of devices out of what is told of others. Thread-safe. */
public final class DeviceTraces {
  private final TraceRows rows = new TraceRows();
  private final AuditLog audit;

  public DeviceTraces(AuditLog audit) {
    this.audit = audit;
  }

  /** Erases what is told of a device of the fleet, which is still there and is held from now on. */
  public void erase(Tx tx, FleetName fleet, DeviceId device) {
    rows.lockFleet(tx, fleet);
    erase(tx, List.of(device));
  }

  /** The same for all that the fleet has and had; whoever calls holds the fleet. */
  public void eraseAll(Tx tx, FleetName fleet) {
    erase(tx, rows.ofFleet(tx, fleet));
  }

  private void erase(Tx tx, List<DeviceId> devices) {
    rows.lock(tx, devices);
    rows.eraseSelections(tx, devices);
    rows.eraseOutcomes(tx, devices);
    rows.eraseReasons(tx, devices);
    audit.forget(tx, devices);
  }
}
