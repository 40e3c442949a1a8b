package fleet.contract.access;

import fleet.contract.operator.Role;

/** A role for somebody in one fleet. */
public record RoleGrant(Role role) {
  public RoleGrant {
    if (role == Role.NONE) {
      throw new IllegalArgumentException("a role that may nothing is taken away, not given");
    }
  }
}
