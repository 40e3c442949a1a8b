package fleet.api.view;

import fleet.contract.device.StateReport;
import fleet.contract.identity.DeviceId;
import fleet.contract.identity.DeviceName;
import fleet.contract.identity.FleetName;
import fleet.contract.operator.DevicePin;
import fleet.contract.operator.DeviceStatus;
import fleet.contract.operator.ReleaseSummary;
import fleet.contract.release.Platform;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * All that is known of a device.
 *
 * @param fleetRelease what its fleet should run
 * @param target what is assigned to it
 */
record DeviceRecord(
    DeviceId id,
    DeviceName name,
    FleetName fleet,
    String type,
    Platform platform,
    String supervisorVersion,
    Instant createdAt,
    DeviceStatus status,
    Optional<Instant> lastSeen,
    Optional<StateReport> report,
    Optional<ReleaseSummary> fleetRelease,
    Optional<ReleaseSummary> target,
    Optional<ReleaseSummary> running,
    Optional<ReleaseSummary> healthy,
    String note,
    Map<String, String> tags,
    Optional<DevicePin> pin,
    Optional<String> model) {}
