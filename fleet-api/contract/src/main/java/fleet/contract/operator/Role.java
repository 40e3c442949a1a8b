package fleet.contract.operator;

/**
 * What a person may do, each with all that the one before it may. A person has one in the
 * installation, which counts in every fleet, and may have a greater one in single fleets.
 */
public enum Role {
  /** Nothing. */
  NONE,
  /** See fleets, devices, releases and logs. */
  VIEWER,
  /** Open sessions on devices, and order them about. */
  OPERATOR,
  /** Push releases and add devices. */
  DEVELOPER,
  /** Everything, people included. */
  OWNER;

  /** Says whether this role may do what the other one may. */
  public boolean covers(Role other) {
    return compareTo(other) >= 0;
  }
}
