package fleet.api.rollout;

import fleet.api.db.Tx;
import fleet.api.event.EventKind;
import fleet.api.event.Outbox;
import fleet.api.target.Fit;
import fleet.api.trust.Statements;
import fleet.contract.release.Release;

/** Gives releases to fleets and their devices. Thread-safe. */
public final class Assignments {
  private final AssignmentRows rows = new AssignmentRows();
  private final Outbox outbox;
  private final Statements statements;

  public Assignments(Outbox outbox, Statements statements) {
    this.outbox = outbox;
    this.statements = statements;
  }

  /** The release becomes the fleet's; a device that it does not fit keeps the one it has. */
  public void toFleet(Tx tx, Release release) {
    rows.assignFleet(tx, release.fleet(), release.id());
    statements.assign(tx, release.fleet(), release.id());
    for (var kind : rows.kinds(tx, release.fleet())) {
      if (Fit.misfit(release, kind.type(), kind.platform()).isEmpty()) {
        rows.assignDevices(tx, release.fleet(), kind, release.id());
      }
    }
    outbox.append(tx, EventKind.FLEET_CHANGED, release.fleet(), release.fleet());
  }
}
