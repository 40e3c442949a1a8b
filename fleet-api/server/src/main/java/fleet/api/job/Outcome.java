package fleet.api.job;

import fleet.contract.job.JobDeviceState;

/**
 * How it went for a device.
 *
 * @param reason one clause; empty when it is done
 */
record Outcome(JobDeviceState state, String reason) {
  private static final int MAX_REASON = 500;

  static final Outcome DONE = new Outcome(JobDeviceState.DONE, "");

  Outcome {
    reason = reason.length() <= MAX_REASON ? reason : reason.substring(0, MAX_REASON);
  }

  static Outcome failed(String reason) {
    return new Outcome(JobDeviceState.FAILED, reason);
  }

  static Outcome skipped(String reason) {
    return new Outcome(JobDeviceState.SKIPPED, reason);
  }
}
