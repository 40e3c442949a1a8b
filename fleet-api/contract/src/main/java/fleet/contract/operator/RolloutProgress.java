package fleet.contract.operator;

import fleet.contract.identity.DeviceName;
import fleet.contract.identity.ReleaseId;
import java.util.Map;
import java.util.Optional;

/**
 * How far a release has come on the devices that should run it.
 *
 * @param devices whose target it is; of them {@code online} are connected, {@code running} run
 *     every service of it, {@code healthy} have passed the soak
 * @param failed devices where it failed, and why
 * @param misfits some devices of the fleet that it has no image for, and what lacks
 * @param rollout how it goes to some devices first; absent when it goes to all at once. Until that
 *     is done, the devices above are the first ones alone
 */
public record RolloutProgress(
    ReleaseId release,
    String version,
    int devices,
    int online,
    int running,
    int healthy,
    Map<DeviceName, String> failed,
    Optional<Map<DeviceName, String>> misfits,
    Optional<RolloutView> rollout) {
  public RolloutProgress {
    failed = Map.copyOf(failed);
    misfits = misfits.map(Map::copyOf);
  }

  /** How far it has come where it fits every device, and goes to all at once. */
  public RolloutProgress(
      ReleaseId release,
      String version,
      int devices,
      int online,
      int running,
      int healthy,
      Map<DeviceName, String> failed) {
    this(
        release,
        version,
        devices,
        online,
        running,
        healthy,
        failed,
        Optional.empty(),
        Optional.empty());
  }
}
