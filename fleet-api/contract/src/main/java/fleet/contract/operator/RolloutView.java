package fleet.contract.operator;

import fleet.contract.identity.DeviceId;
import fleet.contract.identity.DeviceName;
import fleet.contract.identity.FleetName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A rollout as people see it.
 *
 * @param by who started it
 * @param changedAt when its state changed last
 * @param seed of the draw of the first devices
 * @param reason one sentence: what it waits for, or why it stands as it does
 * @param culprit the device that halted it
 * @param first the devices that go first, by name
 * @param soaked when it will have been healthy for long enough; absent while it is not healthy on
 *     all of them, and from older servers
 */
public record RolloutView(
    UUID id,
    FleetName fleet,
    ReleaseSummary release,
    RolloutState state,
    String by,
    Instant createdAt,
    Instant changedAt,
    long seed,
    Duration soak,
    Duration deadline,
    String reason,
    Optional<DeviceName> culprit,
    List<Device> first,
    Optional<Instant> soaked) {
  public RolloutView {
    first = List.copyOf(first);
  }

  /**
   * A device that goes first.
   *
   * @param good the release is healthy there
   * @param since when
   * @param state what it does, or what went wrong, as one clause
   * @param forgiven what it does is of no consequence any more
   */
  public record Device(
      DeviceId id, DeviceName name, boolean good, Instant since, String state, boolean forgiven) {}
}
