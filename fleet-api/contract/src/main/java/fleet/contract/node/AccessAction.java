package fleet.contract.node;

import fleet.contract.operator.Role;

/** What somebody wants to do to a fleet, and the least role that may. */
public enum AccessAction {
  VIEW(Role.VIEWER),
  OPEN_SESSION(Role.OPERATOR),
  PUSH(Role.DEVELOPER),
  MANAGE(Role.OWNER);

  private final Role least;

  AccessAction(Role least) {
    this.least = least;
  }

  public Role leastRole() {
    return least;
  }
}
