package fleet.api.pin;

import fleet.api.audit.Actor;
import fleet.api.audit.AuditLog;
import fleet.api.db.Database;
import fleet.api.db.Tx;
import fleet.api.device.Device;
import fleet.api.device.Devices;
import fleet.api.release.Releases;
import fleet.api.rollout.Assignments;
import fleet.api.target.Fit;
import fleet.api.trust.Statements;
import fleet.contract.identity.DeviceId;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.ReleaseId;
import fleet.contract.identity.UserName;
import fleet.contract.operator.NewPin;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import fleet.contract.release.Release;
import fleet.contract.release.ReleaseState;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Keeps devices on releases. Thread-safe. */
public final class Pins {
  /** What it needs of its neighbours. */
  public record Parts(
      Devices devices,
      Releases releases,
      Assignments assignments,
      Statements statements,
      AuditLog audit) {}

  private final PinRows rows = new PinRows();
  private final Database database;
  private final Parts parts;
  private final InstantSource clock;

  public Pins(Database database, Parts parts, InstantSource clock) {
    this.database = database;
    this.parts = parts;
    this.clock = clock;
  }

  /**
   * Keeps the device on a release of its fleet, in place of a pin that it may have.
   *
   * @throws ProblemException when there is no such release, or it cannot run there
   */
  public void pin(UserName by, Device device, NewPin wanted) {
    database.run(tx -> pin(tx, by, device, wanted));
  }

  /** The same, together with other changes. */
  public void pin(Tx tx, UserName by, Device device, NewPin wanted) {
    requireStill(tx, device);
    var release = parts.releases().get(tx, device.fleet(), wanted.release());
    requireRunnable(release, device);
    parts.statements().requireSigned(tx, release);
    var now = clock.instant();
    rows.put(
        tx,
        new PinRows.Pin(
            device.id(), release.id(), by, wanted.reason(), now, wanted.validFor().map(now::plus)));
    parts.assignments().settle(tx, device.fleet(), List.of(device.id()));
    parts.statements().assign(tx, device.fleet(), device.id(), release.id());
    parts
        .audit()
        .add(
            tx,
            Actor.of(by),
            device
                .deed("device.pin")
                .to("to %s: %s".formatted(release.version(), wanted.reason())));
  }

  /**
   * Lets the device follow its fleet again.
   *
   * @throws ProblemException when it is not pinned
   */
  public void unpin(UserName by, Device device) {
    database.run(tx -> unpin(tx, by, device));
  }

  /** The same, together with other changes. */
  public void unpin(Tx tx, UserName by, Device device) {
    requireStill(tx, device);
    if (!rows.end(tx, device.id())) {
      throw new ProblemException(
          ProblemCode.NOT_FOUND, "device '%s' is not pinned".formatted(device.name()), "");
    }
    free(tx, device.fleet(), device.id());
    parts.audit().add(tx, Actor.of(by), device.deed("device.unpin"));
  }

  /** Ends the pins that are over. Any node may, at any time. */
  public void endOver() {
    var over = database.call(tx -> rows.over(tx, clock.instant()));
    for (var pinned : over) {
      database.run(tx -> {
        var _ = parts.assignments().lockFleet(tx, pinned.fleet());
        if (rows.endIfOver(tx, pinned, clock.instant())) {
          free(tx, pinned.fleet(), pinned.device());
          parts
              .devices()
              .find(tx, pinned.device())
              .map(device -> device.deed("device.pin-over"))
              .ifPresent(deed -> parts.audit().add(tx, Actor.server(), deed));
        }
      });
    }
  }

  /** To what these devices are pinned, those that are. */
  public Map<DeviceId, ReleaseId> of(Tx tx, Collection<DeviceId> devices) {
    return rows.of(tx, devices);
  }

  /** It has seen the assignment that was for it alone: the fleet's must be newer. */
  private void free(Tx tx, FleetName fleet, DeviceId device) {
    parts.assignments().settle(tx, fleet, List.of(device));
    parts
        .devices()
        .find(tx, device)
        .flatMap(Device::release)
        .ifPresent(release -> parts.statements().assign(tx, fleet, release));
  }

  /** Holds the fleet, and whoever would move the device into another. */
  private void requireStill(Tx tx, Device device) {
    var _ = parts.assignments().lockFleet(tx, device.fleet());
    if (!rows.lockIn(tx, device.id(), device.fleet())) {
      throw new ProblemException(
          ProblemCode.CONFLICT,
          "device '%s' left fleet %s meanwhile".formatted(device.name(), device.fleet()),
          "try again");
    }
  }

  private static void requireRunnable(Release release, Device device) {
    if (release.state() == ReleaseState.INVALIDATED) {
      throw new ProblemException(
          ProblemCode.CONFLICT,
          "release %s was invalidated".formatted(release.version()),
          "fleet release list %s shows the others".formatted(device.fleet()));
    }
    var misfit = Fit.misfit(release, device.type(), device.platform());
    if (misfit.isPresent()) {
      throw new ProblemException(
          ProblemCode.CONFLICT,
          "device '%s' cannot run it: %s".formatted(device.name(), misfit.get()),
          "");
    }
  }
}
