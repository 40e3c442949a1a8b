package fleet.contract.device;

import fleet.contract.identity.ReleaseId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One release as this device runs it: only its own images.
 *
 * @param volumes names of the volumes that must exist
 * @param soak how long every service must stay healthy before the release counts
 * @param deadline how long the device may take from the first start to healthy before it rolls back
 * @param contents of configs, which files of the services name by their digests
 */
public record ReleaseTarget(
    ReleaseId id,
    String version,
    String commit,
    List<ServiceTarget> services,
    Set<String> volumes,
    Duration soak,
    Duration deadline,
    Optional<List<String>> contents) {
  public ReleaseTarget {
    services = List.copyOf(services);
    volumes = Set.copyOf(volumes);
    contents = contents.map(List::copyOf).filter(it -> !it.isEmpty());
  }

  /** A release without configs. */
  public ReleaseTarget(
      ReleaseId id,
      String version,
      String commit,
      List<ServiceTarget> services,
      Set<String> volumes,
      Duration soak,
      Duration deadline) {
    this(id, version, commit, services, volumes, soak, deadline, Optional.empty());
  }

  /** The same release with these services. */
  public ReleaseTarget with(List<ServiceTarget> others) {
    return new ReleaseTarget(id, version, commit, others, volumes, soak, deadline, contents);
  }
}
