package fleet.supervisor.plan;

import fleet.contract.device.ReleaseTarget;
import java.util.Optional;
import java.util.Set;

/**
 * Where the device is going.
 *
 * @param release to run; absent means that nothing of ours may run
 * @param meanwhile what is kept running while images of the release are still missing
 * @param keep images that stay though nothing runs them, such as the previous release's
 */
public record Goal(
    Names names,
    Optional<ReleaseTarget> release,
    Optional<ReleaseTarget> meanwhile,
    Set<ImageName> keep) {
  public Goal {
    keep = Set.copyOf(keep);
  }
}
