package fleet.api.job;

import fleet.api.access.KeyLimits;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.UserName;
import fleet.contract.job.JobAction;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What is to be done, in which fleet, as whom.
 *
 * @param limits of the API key by which it was ordered
 */
record Job(UUID id, FleetName fleet, JobAction action, UserName by, KeyLimits limits) {
  /** The fleets that it changes, in the order in which they are held. */
  List<FleetName> fleets() {
    return action instanceof JobAction.Move(var to)
        ? Stream.of(fleet, to).distinct().sorted().toList()
        : List.of(fleet);
  }
}
