package fleet.api.rollout;

import fleet.api.db.Tx;
import fleet.api.event.EventKind;
import fleet.api.event.Outbox;
import fleet.api.target.Choice;
import fleet.api.target.Fit;
import fleet.api.trust.Statements;
import fleet.contract.identity.DeviceId;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.ReleaseId;
import fleet.contract.release.Release;
import fleet.contract.release.ReleaseState;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Gives releases to fleets and their devices, as {@link Choice} decides. Whoever changes what it
 * decides by (a pin, a rollout, the fleet's release, a release's state, a device's fleet) settles
 * the devices afterwards, in the same transaction. Thread-safe.
 */
public final class Assignments {
  /** Beyond so many, the fleet's devices all look again. */
  private static final int MAX_TOLD_ALONE = 500;

  private final AssignmentRows rows = new AssignmentRows();
  private final Outbox outbox;
  private final Statements statements;
  private final InstantSource clock;

  public Assignments(Outbox outbox, Statements statements, InstantSource clock) {
    this.outbox = outbox;
    this.statements = statements;
    this.clock = clock;
  }

  /** What the fleet runs, holding others off who would change it until the transaction's end. */
  public Optional<ReleaseId> lockFleet(Tx tx, FleetName fleet) {
    return rows.lockFleet(tx, fleet);
  }

  /** The release becomes the fleet's; a device that it does not fit keeps the one it has. */
  public void toFleet(Tx tx, FleetName fleet, ReleaseId release) {
    give(tx, fleet, Optional.of(release));
  }

  /** The release was invalidated: a fleet that has it gets the newest final one in its place. */
  public void withdraw(Tx tx, Release release) {
    var fleet = release.fleet();
    var isFleets = rows.lockFleet(tx, fleet).equals(Optional.of(release.id()));
    if (isFleets) {
      give(tx, fleet, signedFinals(tx, fleet).stream().findFirst().map(Release::id));
    } else {
      settle(tx, fleet);
      outbox.append(tx, EventKind.FLEET_CHANGED, fleet, fleet);
    }
  }

  /** What may be given to devices that have nothing better, the newest first. */
  private List<Release> signedFinals(Tx tx, FleetName fleet) {
    return rows.newestFinals(tx, fleet).stream()
        .filter(release -> statements.isSigned(tx, release))
        .toList();
  }

  private void give(Tx tx, FleetName fleet, Optional<ReleaseId> release) {
    var _ = rows.lockFleet(tx, fleet);
    rows.assignFleet(tx, fleet, release, clock.instant());
    settle(tx, fleet);
    release.ifPresent(given -> statements.assign(tx, fleet, given));
    outbox.append(tx, EventKind.FLEET_CHANGED, fleet, fleet);
  }

  /** Decides anew what the fleet's devices run; whoever calls says that the fleet changed. */
  private void settle(Tx tx, FleetName fleet) {
    settle(tx, new AssignmentRows.Selection(fleet, Optional.empty()));
  }

  /** Decides anew what these devices of the fleet run, and tells them. */
  public void settle(Tx tx, FleetName fleet, Collection<DeviceId> devices) {
    settle(tx, new AssignmentRows.Selection(fleet, Optional.of(devices)));
    if (devices.size() > MAX_TOLD_ALONE) {
      outbox.append(tx, EventKind.FLEET_CHANGED, fleet, fleet);
    } else {
      devices.forEach(device -> outbox.append(tx, EventKind.DEVICE_TARGETED, fleet, device));
    }
  }

  /**
   * Whoever gets another release is given it anew: a device follows no older assignment. What a
   * pinned device gets is said to it alone, by whoever pins it.
   */
  private void settle(Tx tx, AssignmentRows.Selection selection) {
    var fleetRelease = rows.lockFleet(tx, selection.fleet());
    var given = new HashSet<ReleaseId>();
    var known = new Known(tx, selection.fleet());
    for (var kind : rows.kinds(tx, selection)) {
      var choice = choose(known, kind, fleetRelease);
      var chosen = choice.release().map(Release::id);
      if (!chosen.equals(kind.present())) {
        var withdrawn = known.find(kind.present()).filter(Assignments::isInvalid).map(Release::id);
        var _ = rows.assign(tx, selection, kind, chosen, withdrawn);
        chosen.filter(_ -> choice.will() != Choice.Will.PIN).ifPresent(given::add);
      }
    }
    given.forEach(release -> statements.assign(tx, selection.fleet(), release));
  }

  private static Choice choose(
      Known known, AssignmentRows.Kind kind, Optional<ReleaseId> fleetRelease) {
    var present = known.find(kind.present());
    var wishes =
        new Choice.Wishes(
            known.find(kind.pinned()),
            known.find(kind.rolled()),
            known.find(fleetRelease),
            present,
            known.spare(kind));
    return Choice.of(wishes, kind.type(), kind.platform());
  }

  private static boolean isInvalid(Release release) {
    return release.state() == ReleaseState.INVALIDATED;
  }

  /** Each release is read once. */
  private final class Known {
    private final Map<ReleaseId, Optional<Release>> read = new HashMap<>();
    private final Tx tx;
    private final FleetName fleet;
    private Optional<List<Release>> finals = Optional.empty();

    Known(Tx tx, FleetName fleet) {
      this.tx = tx;
      this.fleet = fleet;
    }

    Optional<Release> find(Optional<ReleaseId> id) {
      return id.flatMap(wanted -> read.computeIfAbsent(wanted, key -> rows.release(tx, key)));
    }

    Optional<Release> spare(AssignmentRows.Kind kind) {
      if (find(kind.present()).filter(had -> had.state() != ReleaseState.FINAL).isEmpty()) {
        return Optional.empty();
      }
      var all = finals.orElseGet(() -> signedFinals(tx, fleet));
      finals = Optional.of(all);
      return all.stream()
          .filter(release -> Fit.misfit(release, kind.type(), kind.platform()).isEmpty())
          .findFirst();
    }
  }
}
