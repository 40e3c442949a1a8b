package fleet.api.http;

import fleet.api.access.Person;
import fleet.contract.problem.ProblemException;
import java.util.Map;
import java.util.Optional;

/**
 * What a person's request shows and wants, from which follows whether they may, now and later.
 *
 * @param authorization the header of that name
 * @param path the parts of the request's path
 */
record Asker(Optional<String> authorization, Guard.Signed guard, Map<String, String> path) {
  Asker {
    path = Map.copyOf(path);
  }

  /** Decides about askers. */
  record Judges(Gate gate, Subjects subjects) {
    /**
     * Who it is, when they may. Blocking.
     *
     * @throws ProblemException with the refusal
     */
    Person admit(Asker asker) {
      var person = gate.person(asker.authorization());
      subjects.require(person, asker.guard(), asker.path());
      return person;
    }
  }
}
