package fleet.api.job;

import fleet.api.access.Access;
import fleet.api.access.Person;
import fleet.api.access.Verdict;
import fleet.contract.identity.FleetName;
import fleet.contract.job.JobAction;
import fleet.contract.node.AccessAction;

/** Whether somebody may have that done to devices of a fleet: as for one device alone. Pure. */
final class JobRights {
  private JobRights() {}

  static Verdict decide(Person person, JobAction action, FleetName fleet) {
    var here = Access.decide(person, needed(action), fleet);
    if (here instanceof Verdict.Allowed && action instanceof JobAction.Move(var to)) {
      return Access.decide(person, needed(action), to);
    }
    return here;
  }

  private static AccessAction needed(JobAction action) {
    return switch (action) {
      case JobAction.Tag _,
          JobAction.Note _,
          JobAction.SetType _,
          JobAction.Pin _,
          JobAction.Unpin _ ->
          AccessAction.OPERATE;
      case JobAction.Move _, JobAction.Remove _ -> AccessAction.PUSH;
    };
  }
}
