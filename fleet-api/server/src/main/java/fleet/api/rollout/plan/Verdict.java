package fleet.api.rollout.plan;

import fleet.contract.identity.DeviceId;
import fleet.contract.identity.DeviceName;
import fleet.contract.operator.RolloutState;
import java.util.Map;
import java.util.Optional;

/**
 * What becomes of a rollout.
 *
 * @param reason one sentence
 * @param culprit the device that halts it
 * @param standings of its first devices, as they are now
 */
public record Verdict(
    RolloutState state,
    String reason,
    Optional<DeviceName> culprit,
    Map<DeviceId, Standing> standings) {
  public Verdict {
    standings = Map.copyOf(standings);
  }
}
