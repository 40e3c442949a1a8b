package fleet.api.access;

import fleet.contract.identity.FleetName;
import fleet.contract.node.AccessAction;
import fleet.contract.operator.Role;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import java.util.Locale;

/** The decision: may this person do that? Pure. */
public final class Access {
  private static final Verdict FOR_SINGLE_FLEETS =
      new Verdict.Refused("this API key is for single fleets");

  private Access() {}

  /** Decides about one fleet. */
  public static Verdict decide(Person person, AccessAction action, FleetName fleet) {
    if (!person.sight().sees(fleet)) {
      return new Verdict.Hidden(
          "%s has no role in %s, nor one in the installation".formatted(person.name(), fleet));
    }
    return decide(person, action, person.roleIn(fleet), " of " + fleet);
  }

  /** Decides about what belongs to no fleet: the people, a new fleet, the server. */
  public static Verdict decide(Person person, AccessAction action) {
    if (person.limits().fleets().isPresent()) {
      return FOR_SINGLE_FLEETS;
    }
    return decide(person, action, person.role(), "");
  }

  /**
   * Decides about a person's own account: everybody may, API keys as far as they do that; one for
   * single fleets does not change the account.
   */
  public static Verdict decideOwn(Person person, AccessAction action) {
    if (action == AccessAction.MANAGE && person.limits().fleets().isPresent()) {
      return FOR_SINGLE_FLEETS;
    }
    return person.limits().actions().contains(action)
        ? new Verdict.Allowed("it is their own")
        : new Verdict.Refused(keyRefusal(action));
  }

  /**
   * Lets through whoever may.
   *
   * @throws ProblemException with the refusal
   */
  public static void require(Verdict verdict) {
    switch (verdict) {
      case Verdict.Allowed _ -> {}
      case Verdict.Refused(var reason) ->
          throw new ProblemException(
              ProblemCode.FORBIDDEN, reason, "ask an owner for another role");
      case Verdict.Hidden _ ->
          throw new ProblemException(
              ProblemCode.NOT_FOUND, "there is no such fleet", "fleet list shows them");
    }
  }

  private static Verdict decide(Person person, AccessAction action, Role role, String where) {
    if (!person.limits().actions().contains(action)) {
      return new Verdict.Refused(keyRefusal(action));
    }
    var is = "%s is %s%s".formatted(person.name(), withArticle(role), place(person, role, where));
    return role.covers(action.leastRole())
        ? new Verdict.Allowed(is)
        : new Verdict.Refused(
            "%s, and %s takes %s".formatted(is, deed(action), withArticle(action.leastRole())));
  }

  /** Where the role comes from: it is the fleet's only when the installation's is less. */
  private static String place(Person person, Role role, String where) {
    return role == person.role() ? "" : where;
  }

  private static String keyRefusal(AccessAction action) {
    return "this API key is not made for %s".formatted(deed(action));
  }

  private static String deed(AccessAction action) {
    return switch (action) {
      case VIEW -> "looking";
      case OPEN_SESSION -> "opening a session on a device";
      case OPERATE -> "ordering devices about";
      case PUSH -> "pushing releases and adding devices";
      case MANAGE -> "managing fleets and people";
    };
  }

  private static String withArticle(Role role) {
    return switch (role) {
      case NONE -> "nobody here";
      case OPERATOR, OWNER -> "an " + word(role);
      case VIEWER, DEVELOPER -> "a " + word(role);
    };
  }

  private static String word(Role role) {
    return role.name().toLowerCase(Locale.ROOT);
  }
}
