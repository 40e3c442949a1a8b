package fleet.contract.device;

import fleet.contract.identity.DeviceId;
import fleet.contract.identity.DeviceName;
import fleet.contract.identity.FleetName;
import fleet.contract.trust.Proof;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * All that one device should be.
 *
 * @param release what to run; absent before the fleet's first release
 * @param registry where the device's door fetches images, such as {@code http://10.77.0.1:5000}
 * @param reportInterval longest silence between two reports; also the poll interval
 * @param actions to do once each, by id
 * @param proof why the release should be believed; present with a release
 * @param variables of the services, of whichever release; absent from an older server
 */
public record TargetState(
    int protocol,
    DeviceId device,
    DeviceName name,
    FleetName fleet,
    Optional<ReleaseTarget> release,
    URI registry,
    Duration reportInterval,
    List<DeviceAction> actions,
    Optional<Proof> proof,
    Optional<Variables> variables) {
  public TargetState {
    actions = List.copyOf(actions);
  }

  /** A target without variables. */
  public TargetState(
      int protocol,
      DeviceId device,
      DeviceName name,
      FleetName fleet,
      Optional<ReleaseTarget> release,
      URI registry,
      Duration reportInterval,
      List<DeviceAction> actions,
      Optional<Proof> proof) {
    this(
        protocol,
        device,
        name,
        fleet,
        release,
        registry,
        reportInterval,
        actions,
        proof,
        Optional.empty());
  }

  /** The same with these variables. */
  public TargetState with(Variables others) {
    return new TargetState(
        protocol,
        device,
        name,
        fleet,
        release,
        registry,
        reportInterval,
        actions,
        proof,
        Optional.of(others));
  }

  /** The same with this release. */
  public TargetState with(ReleaseTarget other) {
    return new TargetState(
        protocol,
        device,
        name,
        fleet,
        Optional.of(other),
        registry,
        reportInterval,
        actions,
        proof,
        variables);
  }

  /** The same with the release of that one, and why it should be believed. */
  public TargetState withReleaseOf(TargetState other) {
    return new TargetState(
        protocol,
        device,
        name,
        fleet,
        other.release,
        registry,
        reportInterval,
        actions,
        other.proof,
        variables);
  }
}
