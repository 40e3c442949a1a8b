package fleet.api.view;

import fleet.api.access.Sight;
import fleet.api.db.Database;
import fleet.api.db.Tx;
import fleet.api.query.Condition;
import fleet.api.query.Query;
import fleet.api.release.Releases;
import fleet.api.target.Fit;
import fleet.api.wire.Part;
import fleet.contract.device.Phase;
import fleet.contract.device.StateReport;
import fleet.contract.identity.DeviceId;
import fleet.contract.operator.DeviceStatus;
import fleet.contract.operator.DeviceView;
import fleet.contract.operator.Page;
import fleet.contract.operator.ReleaseSummary;
import fleet.contract.release.Release;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Devices as people see them. Thread-safe. */
public final class DeviceViews {
  private static final Duration RECENT = Duration.ofMinutes(2);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

  private final AsideRows asides = new AsideRows();
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
    return database.call(tx -> find(tx, id));
  }

  /** As it is in the transaction. */
  public Optional<DeviceView> find(Tx tx, DeviceId id) {
    return rows.find(tx, id, clock.instant()).map(device -> view(tx, device));
  }

  /**
   * The device, once it is connected; one that was heard a moment ago is waited for, since it may
   * be on its way back from a server or a line that was restarted.
   */
  public Optional<DeviceView> findReturned(DeviceId id) throws InterruptedException {
    var start = clock.instant();
    var found = find(id);
    while (found.filter(device -> mayReturn(device, start)).isPresent()) {
      Thread.sleep(LOOK_AGAIN);
      found = find(id);
    }
    return found;
  }

  private boolean mayReturn(DeviceView device, Instant start) {
    return device.status() == DeviceStatus.OFFLINE
        && device.lastSeen().filter(seen -> seen.isAfter(start.minus(RECENT))).isPresent()
        && clock.instant().isBefore(start.plus(PATIENCE));
  }

  /** Those that a query means, by fleet and name; the cursor is {@code FLEET/NAME}. */
  public Page<DeviceView> list(Sight sight, Query query, Part part) {
    var now = clock.instant();
    var where = Condition.of(query, now);
    var seen = new HashMap<ReleaseSummary, Optional<Release>>();
    return part.page(
        more ->
            database.call(tx ->
                views(tx, rows.list(tx, new DeviceViewRows.Wanted(sight, where, more), now), seen)),
        device -> device.fleet() + "/" + device.name());
  }

  private DeviceView view(Tx tx, DeviceRecord device) {
    return views(tx, List.of(device), new HashMap<>()).getFirst();
  }

  private List<DeviceView> views(
      Tx tx, List<DeviceRecord> devices, Map<ReleaseSummary, Optional<Release>> seen) {
    var aside = asides.read(tx, devices.stream().map(DeviceRecord::id).toList());
    return devices.stream()
        .map(device -> view(device, misfit(tx, device, seen), aside.getOrDefault(device.id(), "")))
        .toList();
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

  private static DeviceView view(DeviceRecord device, Optional<String> misfit, String aside) {
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
        device.note(),
        device.tags(),
        device.pin(),
        Why.line(device, misfit) + aside,
        device.model());
  }
}
