package fleet.contract.device;

import fleet.contract.identity.ReleaseId;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * One release as this device runs it: only its own images.
 *
 * @param volumes names of the volumes that must exist
 * @param soak how long every service must stay healthy before the release counts
 * @param deadline how long the device may take from the first start to healthy before it rolls back
 */
public record ReleaseTarget(
    ReleaseId id,
    String version,
    String commit,
    List<ServiceTarget> services,
    Set<String> volumes,
    Duration soak,
    Duration deadline) {
  public ReleaseTarget {
    services = List.copyOf(services);
    volumes = Set.copyOf(volumes);
  }

  /** The same release with these services. */
  public ReleaseTarget with(List<ServiceTarget> others) {
    return new ReleaseTarget(id, version, commit, others, volumes, soak, deadline);
  }
}
