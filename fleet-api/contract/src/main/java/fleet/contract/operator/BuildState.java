package fleet.contract.operator;

/** How a build stands. */
public enum BuildState {
  WAITING,
  RUNNING,
  /** It made a release. */
  SUCCEEDED,
  FAILED
}
