package fleet.contract.release;

/** When a container that ended is started again, in Compose's words. */
public enum RestartPolicy {
  NO,
  ON_FAILURE,
  ALWAYS,
  UNLESS_STOPPED
}
