package fleet.api.view;

import fleet.api.access.Sight;
import fleet.api.db.Database;
import fleet.api.fleet.Fleets;
import fleet.api.wire.Part;
import fleet.contract.identity.FleetName;
import fleet.contract.operator.FleetView;
import fleet.contract.operator.Page;
import java.time.InstantSource;

/** Fleets as people see them. Thread-safe. */
public final class FleetViews {
  private final FleetViewRows rows = new FleetViewRows();
  private final Database database;
  private final int gitPort;
  private final InstantSource clock;

  public FleetViews(Database database, int gitPort, InstantSource clock) {
    this.database = database;
    this.gitPort = gitPort;
    this.clock = clock;
  }

  /**
   * One fleet.
   *
   * @param host by which whoever asks reached the API
   */
  public FleetView get(FleetName name, String host) {
    return database
        .call(tx -> rows.find(tx, name, clock.instant(), git(host)))
        .orElseThrow(() -> Fleets.missing(name));
  }

  /** By name, which is the cursor. */
  public Page<FleetView> list(Sight sight, Part part, String host) {
    return part.page(
        more -> database.call(tx -> rows.list(tx, sight, more, clock.instant(), git(host))),
        fleet -> fleet.name().value());
  }

  private FleetViewRows.GitAddress git(String host) {
    return new FleetViewRows.GitAddress(host, gitPort);
  }
}
