package fleet.cli.command;

import fleet.contract.operator.RolloutProgress;

/** What a push waits for on the devices. */
enum Goal {
  /** Every container of the release runs. */
  RUNNING,
  /** Every service has been healthy for the soak. */
  HEALTHY;

  /** On how many devices that is so. */
  int reachedBy(RolloutProgress progress) {
    return switch (this) {
      case RUNNING -> progress.running();
      case HEALTHY -> progress.healthy();
    };
  }
}
