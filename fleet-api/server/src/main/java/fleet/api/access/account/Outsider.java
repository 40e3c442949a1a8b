package fleet.api.access.account;

import fleet.api.audit.Actor;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.ProviderName;
import fleet.contract.identity.UserName;
import fleet.contract.operator.Role;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Somebody who proved elsewhere who they are.
 *
 * @param provider by which they come
 * @param issuer who says it, and for ever calls them {@code subject}
 * @param email empty when it was not told
 * @param name that they would have here
 * @param newcomers what somebody new becomes; absent: they need an invitation
 * @param role what they have now in the installation; absent: what they had
 * @param fleets the same in these fleets; NONE takes it away
 * @param validFor how long they are let in
 */
public record Outsider(
    ProviderName provider,
    URI issuer,
    String subject,
    String email,
    Optional<UserName> name,
    Optional<Role> newcomers,
    Optional<Role> role,
    Map<FleetName, Role> fleets,
    Duration validFor) {
  public Outsider {
    fleets = Map.copyOf(fleets);
  }

  /** Who does it, in the audit log. */
  Actor actor() {
    return new Actor.Provider(provider);
  }
}
