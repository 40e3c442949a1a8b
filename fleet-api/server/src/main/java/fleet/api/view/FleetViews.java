package fleet.api.view;

import fleet.api.db.Database;
import fleet.api.fleet.Fleets;
import fleet.contract.identity.FleetName;
import fleet.contract.operator.FleetView;
import fleet.contract.operator.Page;
import java.time.InstantSource;
import java.util.Optional;

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

  /**
   * By name.
   *
   * @param after the name of the last one before; empty at the start
   */
  public Page<FleetView> list(String after, int limit, String host) {
    var found = database.call(tx -> rows.list(tx, after, limit + 1, clock.instant(), git(host)));
    if (found.size() <= limit) {
      return Page.whole(found);
    }
    var part = found.subList(0, limit);
    return new Page<>(part, Optional.of(part.getLast().name().value()));
  }

  private FleetViewRows.GitAddress git(String host) {
    return new FleetViewRows.GitAddress(host, gitPort);
  }
}
