package fleet.supervisor.report;

import fleet.contract.device.ActionResult;
import fleet.contract.device.Failure;
import fleet.contract.device.TrustState;
import fleet.supervisor.plan.DeviceState;
import fleet.supervisor.target.Course;
import fleet.supervisor.target.Journal;
import java.util.List;
import java.util.Optional;

/**
 * All that a report is made from.
 *
 * @param revision of the target's variables
 * @param trust whom the device believes
 * @param trouble why the wanted release does not come on, while nothing has failed for good
 */
public record Situation(
    DeviceState seen,
    Course course,
    Journal journal,
    Optional<Failure> trouble,
    List<ActionResult> actions,
    Optional<Long> revision,
    TrustState trust) {
  public Situation {
    actions = List.copyOf(actions);
  }
}
