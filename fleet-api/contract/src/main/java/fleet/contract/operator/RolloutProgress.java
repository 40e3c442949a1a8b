package fleet.contract.operator;

import fleet.contract.identity.DeviceName;
import fleet.contract.identity.ReleaseId;
import java.util.Map;

/**
 * How far a release has come on the devices that should run it.
 *
 * @param devices whose target it is; of them {@code online} are connected, {@code running} run
 *     every service of it, {@code healthy} have passed the soak
 * @param failed devices where it failed, and why
 */
public record RolloutProgress(
    ReleaseId release,
    String version,
    int devices,
    int online,
    int running,
    int healthy,
    Map<DeviceName, String> failed) {
  public RolloutProgress {
    failed = Map.copyOf(failed);
  }
}
