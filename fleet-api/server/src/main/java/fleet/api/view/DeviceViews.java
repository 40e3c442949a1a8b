package fleet.api.view;

import fleet.api.db.Database;
import fleet.api.db.Tx;
import fleet.api.release.Releases;
import fleet.api.target.Fit;
import fleet.contract.device.Phase;
import fleet.contract.device.StateReport;
import fleet.contract.identity.DeviceId;
import fleet.contract.identity.FleetName;
import fleet.contract.operator.DeviceView;
import fleet.contract.operator.Page;
import fleet.contract.operator.ReleaseSummary;
import fleet.contract.release.Release;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Devices as people see them. Thread-safe. */
public final class DeviceViews {
  private final DeviceViewRows rows = new DeviceViewRows();
  private final Database database;
  private final Releases releases;
  private final InstantSource clock;

  public DeviceViews(Database database, Releases releases, InstantSource clock) {
    this.database = database;
    this.releases = releases;
    this.clock = clock;
  }

  public Optional<DeviceView> find(DeviceId id) {
    return database.call(tx ->
        rows.find(tx, id, clock.instant())
            .map(device -> view(device, misfit(tx, device, new HashMap<>()))));
  }

  /**
   * By fleet and name.
   *
   * @param fleet absent for all
   * @param after the cursor, {@code FLEET/NAME} of the last one before; empty at the start
   */
  public Page<DeviceView> list(Optional<FleetName> fleet, String after, int limit) {
    var slash = after.indexOf('/');
    var part =
        new DeviceViewRows.Part(
            fleet.map(FleetName::value).orElse(""),
            after.substring(0, Math.max(0, slash)),
            after.substring(slash + 1),
            limit + 1);
    var views =
        database.call(tx -> {
          var seen = new HashMap<ReleaseSummary, Optional<Release>>();
          return rows.list(tx, part, clock.instant()).stream()
              .map(device -> view(device, misfit(tx, device, seen)))
              .toList();
        });
    if (views.size() <= limit) {
      return Page.whole(views);
    }
    var last = views.get(limit - 1);
    return new Page<>(views.subList(0, limit), Optional.of(last.fleet() + "/" + last.name()));
  }

  /** Looks at the fleet's release only where the device has another one. */
  private Optional<String> misfit(
      Tx tx, DeviceRecord device, Map<ReleaseSummary, Optional<Release>> seen) {
    return device
        .fleetRelease()
        .filter(release -> !device.target().equals(Optional.of(release)))
        .flatMap(summary -> seen.computeIfAbsent(summary, key -> releases.find(tx, key.id())))
        .flatMap(release -> Fit.misfit(release, device.type(), device.platform()));
  }

  private static DeviceView view(DeviceRecord device, Optional<String> misfit) {
    var report = device.report();
    return new DeviceView(
        device.id(),
        device.name(),
        device.fleet(),
        device.type(),
        device.platform(),
        device.supervisorVersion(),
        device.createdAt(),
        device.status(),
        device.lastSeen(),
        report.map(StateReport::phase).orElse(Phase.IDLE),
        device.target(),
        device.running(),
        device.healthy(),
        report.map(StateReport::services).orElse(List.of()),
        report.flatMap(StateReport::failure),
        Why.line(device, misfit));
  }
}
