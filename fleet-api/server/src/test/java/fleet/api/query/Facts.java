package fleet.api.query;

import fleet.contract.device.Phase;
import fleet.contract.operator.DeviceStatus;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A device, as far as queries look. */
record Facts(
    UUID id,
    Map<TextField.Column, String> columns,
    Map<String, String> tags,
    Map<TextField.Version, String> versions,
    DeviceStatus status,
    Instant createdAt,
    Optional<Instant> lastSeen,
    Optional<String> pinOwner,
    Optional<Instant> pinEnd,
    Set<Query.Claim> claims,
    Phase phase,
    Set<String> groups) {
  Optional<String> text(TextField field) {
    return switch (field) {
      case TextField.Column column -> Optional.ofNullable(columns.get(column));
      case TextField.Version version -> Optional.ofNullable(versions.get(version));
      case TextField.Pin _ -> pinOwner;
      case TextField.Tag(var key) -> Optional.ofNullable(tags.get(key));
    };
  }
}
