package fleet.contract.access;

import fleet.contract.identity.FleetName;
import fleet.contract.identity.UserName;
import fleet.contract.operator.Role;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** An invitation without its code. */
public record InvitationView(
    UUID id,
    Role role,
    Map<FleetName, Role> fleets,
    UserName createdBy,
    Instant createdAt,
    Instant expiresAt) {
  public InvitationView {
    fleets = Map.copyOf(fleets);
  }
}
