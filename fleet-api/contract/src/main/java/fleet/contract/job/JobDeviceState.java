package fleet.contract.job;

/** How it went for a device of a job. */
public enum JobDeviceState {
  /** Its turn has not come. */
  WAITING,
  /** The order is carried out. */
  DONE,
  /** The order was refused, and nothing of it was done. */
  FAILED,
  /** There was nothing to do: it is gone, or is so already, or the job was cancelled. */
  SKIPPED
}
