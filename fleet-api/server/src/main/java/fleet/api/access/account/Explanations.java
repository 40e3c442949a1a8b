package fleet.api.access.account;

import fleet.api.access.Access;
import fleet.api.access.Person;
import fleet.api.access.Verdict;
import fleet.contract.access.Explanation;
import fleet.contract.access.Explanation.Source;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.UserName;
import fleet.contract.node.AccessAction;
import fleet.contract.operator.Role;
import fleet.contract.operator.UserView;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says who may do what, and why. Thread-safe. */
public final class Explanations {
  private final Users users;

  Explanations(Users users) {
    this.users = users;
  }

  /**
   * Explains somebody's rights, as themselves and not as a key of theirs.
   *
   * @throws ProblemException when the one who asks is neither they nor an owner there
   */
  public Explanation explain(
      Person asks, UserName user, AccessAction action, Optional<FleetName> fleet) {
    if (!asks.name().equals(user)) {
      requireOwner(asks, fleet);
    }
    var view = users.find(user).orElseThrow(() -> UserChanges.missing(user));
    var verdict =
        users
            .person(user)
            .map(person -> decide(person, action, fleet))
            .orElseGet(() -> new Verdict.Refused(user + " is disabled"));
    return new Explanation(
        user,
        action,
        fleet,
        verdict instanceof Verdict.Allowed,
        verdict.reason(),
        sources(view, fleet));
  }

  private static void requireOwner(Person asks, Optional<FleetName> fleet) {
    if (!(decide(asks, AccessAction.MANAGE, fleet) instanceof Verdict.Allowed)) {
      throw new ProblemException(
          ProblemCode.FORBIDDEN,
          "only an owner may ask about somebody else",
          "fleet access explain %s tells about yourself".formatted(asks.name()));
    }
  }

  private static Verdict decide(Person person, AccessAction action, Optional<FleetName> fleet) {
    return fleet
        .map(where -> Access.decide(person, action, where))
        .orElseGet(() -> Access.decide(person, action));
  }

  private static List<Source> sources(UserView view, Optional<FleetName> fleet) {
    var found = new ArrayList<Source>();
    found.add(new Source(Optional.empty(), view.role()));
    fleet.ifPresent(
        where -> found.add(new Source(fleet, view.fleets().getOrDefault(where, Role.NONE))));
    return found;
  }
}
