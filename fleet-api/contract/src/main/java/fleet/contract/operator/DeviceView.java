package fleet.contract.operator;

import fleet.contract.device.Failure;
import fleet.contract.device.Phase;
import fleet.contract.device.ServiceState;
import fleet.contract.identity.DeviceId;
import fleet.contract.identity.DeviceName;
import fleet.contract.identity.FleetName;
import fleet.contract.release.Platform;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A device as people see it.
 *
 * @param target what it should run
 * @param running of which every service runs
 * @param healthy what last passed its soak and still runs
 * @param why one line: why it runs what it runs
 * @param model what its machine says of itself
 */
public record DeviceView(
    DeviceId id,
    DeviceName name,
    FleetName fleet,
    String type,
    Platform platform,
    String supervisorVersion,
    Instant createdAt,
    DeviceStatus status,
    Optional<Instant> lastSeen,
    Phase phase,
    Optional<ReleaseSummary> target,
    Optional<ReleaseSummary> running,
    Optional<ReleaseSummary> healthy,
    List<ServiceState> services,
    Optional<Failure> failure,
    String note,
    Map<String, String> tags,
    Optional<DevicePin> pin,
    String why,
    Optional<String> model) {
  public DeviceView {
    tags = Map.copyOf(tags);
    services = List.copyOf(services);
  }
}
