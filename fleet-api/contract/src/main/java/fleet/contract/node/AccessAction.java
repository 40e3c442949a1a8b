package fleet.contract.node;

import fleet.contract.operator.Role;

/** What somebody wants to do to a fleet or the installation, and the least role that may. */
public enum AccessAction {
  /** See fleets, devices, releases and logs. */
  VIEW(Role.VIEWER),
  /** Open a remote session on a device. */
  OPEN_SESSION(Role.OPERATOR),
  /** Order devices about: restart, pin, tag, roll out what was pushed. */
  OPERATE(Role.OPERATOR),
  /** Push releases, add devices, set variables. */
  PUSH(Role.DEVELOPER),
  /** Decide about people and about what cannot be undone. */
  MANAGE(Role.OWNER);

  private final Role least;

  AccessAction(Role least) {
    this.least = least;
  }

  public Role leastRole() {
    return least;
  }
}
