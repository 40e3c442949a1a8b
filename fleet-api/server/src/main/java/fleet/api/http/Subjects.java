package fleet.api.http;

import fleet.api.access.Access;
import fleet.api.access.Person;
import fleet.api.access.Sight;
import fleet.api.access.Verdict;
import fleet.api.device.Devices;
import fleet.api.fleet.Fleets;
import fleet.api.release.Releases;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.ReleaseId;
import fleet.contract.problem.ProblemException;
import java.util.Map;

/**
 * Finds the fleet that a request is about and lets through whoever may. What somebody may not know
 * of is missing to them, in the same words as what is not there. Blocking, thread-safe.
 */
record Subjects(Fleets fleets, Devices devices, Releases releases) {
  /**
   * Lets through, or not.
   *
   * @param path the parts of the request's path
   * @throws ProblemException with the refusal
   */
  void require(Person person, Guard.Signed guard, Map<String, String> path) {
    Access.require(verdict(person, guard, path));
    if (guard.subject() == Subject.FLEET) {
      requireThere(part(path, PathParts.FLEET));
    }
  }

  private Verdict verdict(Person person, Guard.Signed guard, Map<String, String> path) {
    var action = guard.action();
    return switch (guard.subject()) {
      case INSTALLATION -> Access.decide(person, action);
      case OWN, SEEN -> Access.decideOwn(person, action);
      case FLEET ->
          Access.decide(person, action, seen(part(path, PathParts.FLEET), person.sight()));
      case DEVICE ->
          Access.decide(
              person, action, devices.get(part(path, PathParts.DEVICE), person.sight()).fleet());
      case RELEASE ->
          Access.decide(person, action, release(part(path, PathParts.RELEASE_ID), person.sight()));
    };
  }

  private FleetName release(ReleaseId id, Sight sight) {
    return releases.get(id, sight).fleet();
  }

  private static FleetName seen(FleetName fleet, Sight sight) {
    if (!sight.sees(fleet)) {
      throw Fleets.missing(fleet);
    }
    return fleet;
  }

  private void requireThere(FleetName fleet) {
    if (!fleets.exists(fleet)) {
      throw Fleets.missing(fleet);
    }
  }

  private static <T> T part(Map<String, String> path, Parameter<T> part) {
    var text = path.get(part.name());
    if (text == null) {
      throw new IllegalStateException("the route has no part " + part.name());
    }
    return part.read(text);
  }
}
