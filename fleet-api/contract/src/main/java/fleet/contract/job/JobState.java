package fleet.contract.job;

/** How a job stands. */
public enum JobState {
  /** Devices wait for their turn. */
  RUNNING,
  /** Each device had its turn; for some it may have failed. */
  DONE,
  /** Somebody ended it; devices that waited were left out. */
  CANCELLED
}
