package fleet.supervisor.target;

import fleet.contract.device.ReleaseTarget;
import fleet.contract.device.TargetState;
import fleet.supervisor.plan.Goal;
import fleet.supervisor.plan.ImageName;
import fleet.supervisor.plan.Names;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the device goes for now, and why. Pure.
 *
 * @param wanted what the API wants
 * @param chosen what is gone for: the wanted, or the healthy one when the wanted failed here
 * @param onTrial whether the chosen one has yet to prove itself
 * @param returned whether the device went back
 */
public record Course(
    Optional<ReleaseTarget> wanted,
    Optional<ReleaseTarget> chosen,
    boolean onTrial,
    boolean returned,
    Goal goal) {

  /** The course for this target with that past. */
  public static Course set(TargetState target, Journal journal) {
    var wanted = target.release();
    var back = wanted.filter(journal::isQuarantined).isPresent() ? journal.healthy() : wanted;
    var chosen = back.or(() -> wanted);
    var returned = wanted.isPresent() && !chosen.equals(wanted);
    var onTrial = chosen.isPresent() && !chosen.equals(journal.healthy());
    return new Course(wanted, chosen, onTrial, returned, goal(target, journal, chosen));
  }

  private static Goal goal(TargetState target, Journal journal, Optional<ReleaseTarget> chosen) {
    var kept =
        journal
            .releases(target.release())
            .flatMap(release -> release.services().stream())
            .map(ImageName::of)
            .collect(Collectors.toUnmodifiableSet());
    return new Goal(new Names(target.device(), target.fleet()), chosen, journal.begun(), kept);
  }
}
