package fleet.api.http;

import fleet.api.access.Person;
import fleet.api.access.account.Accounts;
import fleet.api.fleet.Fleets;
import fleet.contract.access.RoleGrant;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.UserName;
import fleet.contract.node.AccessAction;

/** Roles in single fleets, and why somebody may. */
record AccessAnswers(Accounts accounts, Fleets fleets) {
  static final Parameter<UserName> USER =
      Parameter.required("user", Kind.of(UserName.class, UserName::parse), "Whose rights.");
  static final Parameter<AccessAction> ACTION =
      Parameter.required(
          "action", Kind.choiceOrName(AccessAction.class), "What they would do, such as push.");
  static final Parameter<FleetName> FLEET =
      Parameter.optional(
          "fleet", Kind.of(FleetName.class, FleetName::parse), "Where; else in the installation.");

  Answer people(Person person, Call call) {
    return Answer.ok(accounts.fleetPeople().list(fleet(call), call.part()));
  }

  Answer inFleet(Person person, Call call) {
    return Answer.ok(accounts.fleetPeople().get(fleet(call), user(call)));
  }

  Answer grant(Person person, Call call) {
    var role = call.body(RoleGrant.class).role();
    return Answer.ok(accounts.fleetPeople().grant(person, fleet(call), user(call), role));
  }

  Answer revoke(Person person, Call call) {
    accounts.fleetPeople().revoke(person, fleet(call), user(call));
    return Answer.done();
  }

  /** Whether there is such a fleet is told to those only who may know. */
  Answer explain(Person person, Call call) {
    var fleet = call.query(FLEET);
    fleet
        .filter(person.sight()::sees)
        .filter(name -> !fleets.exists(name))
        .ifPresent(name -> {
          throw Fleets.missing(name);
        });
    return Answer.ok(
        accounts.explanations().explain(person, call.need(USER), call.need(ACTION), fleet));
  }

  private static FleetName fleet(Call call) {
    return call.path(PathParts.FLEET);
  }

  private static UserName user(Call call) {
    return call.path(PathParts.USER);
  }
}
