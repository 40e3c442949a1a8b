package fleet.api.access;

import fleet.contract.node.AccessAction;
import fleet.contract.node.AccessAnswer;
import fleet.contract.operator.Role;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import java.util.Locale;

/** The decision: may this person do that? Pure. */
public final class Access {
  private Access() {}

  /** Decides, with one sentence for whoever is refused. */
  public static AccessAnswer decide(Person person, AccessAction action, boolean fleetExists) {
    if (!person.role().covers(action.leastRole())) {
      return new AccessAnswer(false, fleetExists, refusal(person, action));
    }
    return new AccessAnswer(fleetExists, fleetExists, fleetExists ? "" : "there is no such fleet");
  }

  /**
   * Lets through whoever may.
   *
   * @throws ProblemException with the refusal
   */
  public static void require(Person person, AccessAction action) {
    if (!person.role().covers(action.leastRole())) {
      throw new ProblemException(
          ProblemCode.FORBIDDEN, refusal(person, action), "ask an owner for another role");
    }
  }

  private static String refusal(Person person, AccessAction action) {
    return "%s is %s, and %s takes %s"
        .formatted(
            person.name(),
            withArticle(person.role()),
            deed(action),
            withArticle(action.leastRole()));
  }

  private static String deed(AccessAction action) {
    return switch (action) {
      case VIEW -> "looking";
      case OPEN_SESSION -> "opening a session on a device";
      case PUSH -> "pushing releases and adding devices";
      case MANAGE -> "managing fleets and people";
    };
  }

  private static String withArticle(Role role) {
    var word = role.name().toLowerCase(Locale.ROOT);
    return (role == Role.OPERATOR || role == Role.OWNER ? "an " : "a ") + word;
  }
}
