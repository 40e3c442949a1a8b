package fleet.api.rollout;

import fleet.api.db.Tx;
import fleet.api.target.Fit;
import fleet.contract.identity.DeviceName;
import fleet.contract.operator.RolloutProgress;
import fleet.contract.release.Release;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Tells how far a release has come. Thread-safe. */
public final class Progress {
  private static final int MAX_MISFITS = 100;

  private final ProgressRows rows = new ProgressRows();
  private final RolloutRows rollouts = new RolloutRows();
  private final InstantSource clock;

  public Progress(InstantSource clock) {
    this.clock = clock;
  }

  /** Counts the devices whose target the release is, and tells who goes first. */
  public RolloutProgress of(Tx tx, Release release) {
    var now = clock.instant();
    // Before the devices: one that is done then has all of them.
    var rollout =
        rollouts
            .newestOf(tx, release.fleet(), release.id())
            .map(found -> found.view(rollouts.firsts(tx, found, now)));
    var devices = rows.read(tx, release, now);
    return new RolloutProgress(
        release.id(),
        release.version(),
        devices.size(),
        (int) devices.stream().filter(ProgressRows.Row::online).count(),
        (int) devices.stream().filter(ProgressRows.Row::running).count(),
        (int) devices.stream().filter(ProgressRows.Row::healthy).count(),
        devices.stream()
            .filter(device -> device.failure().isPresent())
            .collect(
                Collectors.toMap(ProgressRows.Row::name, device -> device.failure().orElseThrow())),
        Optional.of(misfits(tx, release)),
        rollout);
  }

  private Map<DeviceName, String> misfits(Tx tx, Release release) {
    var misfits = new TreeMap<DeviceName, String>();
    for (var other : rows.others(tx, release)) {
      if (misfits.size() < MAX_MISFITS) {
        Fit.misfit(release, other.type(), other.platform())
            .ifPresent(clause -> misfits.put(other.name(), clause));
      }
    }
    return misfits;
  }
}
