package fleet.api.job;

import fleet.contract.identity.FleetName;
import fleet.contract.job.JobPlan;
import fleet.contract.job.JobSelection;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import java.util.HashSet;
import java.util.List;

/** Devices that a selection names one by one: all of them must be there. */
final class Named {
  private Named() {}

  static void requireAll(FleetName fleet, JobSelection selection, List<JobPlan.Device> found) {
    var known = new HashSet<String>();
    for (var device : found) {
      known.add(device.name().value());
      known.add(device.device().toString());
    }
    var missing =
        selection.devices().stream()
            .flatMap(List::stream)
            .filter(name -> !known.contains(name))
            .findFirst();
    if (missing.isPresent()) {
      throw new ProblemException(
          ProblemCode.NOT_FOUND,
          "fleet %s has no device '%s'".formatted(fleet, missing.get()),
          "fleet device list --fleet %s shows them".formatted(fleet));
    }
  }
}
