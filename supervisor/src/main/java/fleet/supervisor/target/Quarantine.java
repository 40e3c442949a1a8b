package fleet.supervisor.target;

import fleet.contract.device.Failure;
import fleet.contract.device.ReleaseTarget;

/** A target that failed here and is not tried again until another one comes. */
public record Quarantine(ReleaseTarget release, Failure failure) {}
