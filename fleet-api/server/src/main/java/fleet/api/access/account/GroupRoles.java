package fleet.api.access.account;

import fleet.api.audit.AuditLog;
import fleet.api.audit.Deed;
import fleet.api.db.Tx;
import fleet.api.event.EventKind;
import fleet.api.event.Outbox;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.UserName;
import fleet.contract.operator.Role;

/**
 * Gives people what their groups elsewhere say, at each sign-in; only changes are told to the audit
 * log. The last owner stays one. Thread-safe.
 */
final class GroupRoles {
  private final UserRows users = new UserRows();
  private final FleetRoleRows roles = new FleetRoleRows();
  private final Outbox outbox;
  private final AuditLog audit;

  GroupRoles(Outbox outbox, AuditLog audit) {
    this.outbox = outbox;
    this.audit = audit;
  }

  void apply(Tx tx, Outsider outsider, UserName user) {
    var view = users.find(tx, user).orElseThrow(() -> UserChanges.missing(user)).view();
    outsider
        .role()
        .filter(role -> role != view.role() && mayChange(tx, user, role))
        .ifPresent(role -> {
          users.update(tx, user, role);
          outbox.append(tx, EventKind.ACCESS_CHANGED);
          audit.add(tx, outsider.actor(), Deed.of("user.role").about(user).to(role));
        });
    outsider
        .fleets()
        .forEach((fleet, role) -> {
          if (role != view.fleets().getOrDefault(fleet, Role.NONE)) {
            set(tx, outsider, user, fleet, role);
          }
        });
  }

  private boolean mayChange(Tx tx, UserName user, Role role) {
    var owners = users.lockOwners(tx);
    return role == Role.OWNER || owners.size() > 1 || !owners.contains(user);
  }

  private void set(Tx tx, Outsider outsider, UserName user, FleetName fleet, Role role) {
    if (role == Role.NONE) {
      roles.delete(tx, fleet, user);
      outbox.append(tx, EventKind.ACCESS_CHANGED);
      audit.add(tx, outsider.actor(), Deed.of("access.revoke").in(fleet).about(user));
    } else if (roles.put(tx, fleet, user, role)) {
      outbox.append(tx, EventKind.ACCESS_CHANGED);
      audit.add(tx, outsider.actor(), Deed.of("access.grant").in(fleet).about(user).to(role));
    }
  }
}
