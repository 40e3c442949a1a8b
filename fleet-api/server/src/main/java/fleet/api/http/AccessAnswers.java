package fleet.api.http;

import fleet.api.access.Person;
import fleet.api.access.account.Accounts;
import fleet.api.fleet.Fleets;
import fleet.contract.access.RoleGrant;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.UserName;
import fleet.contract.node.AccessAction;
import fleet.contract.operator.Page;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Roles in single fleets, and why somebody may. */
record AccessAnswers(Accounts accounts, Fleets fleets) {
  Answer people(Person person, Call call) {
    return Answer.ok(Page.whole(accounts.fleetPeople().list(fleet(call))));
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
    var user = UserName.parse(asked(call, "user"));
    var action = action(asked(call, "action"));
    var fleet = call.query("fleet").map(FleetName::parse);
    fleet
        .filter(person.sight()::sees)
        .filter(name -> !fleets.exists(name))
        .ifPresent(name -> {
          throw Fleets.missing(name);
        });
    return Answer.ok(accounts.explanations().explain(person, user, action, fleet));
  }

  private static String asked(Call call, String name) {
    return call.query(name).orElseThrow(() -> new IllegalArgumentException(name + ": is missing"));
  }

  /** Reads {@code open-session} and {@code OPEN_SESSION} alike. */
  private static AccessAction action(String text) {
    var wanted = text.replace('-', '_').toUpperCase(Locale.ROOT);
    return Arrays.stream(AccessAction.values())
        .filter(action -> action.name().equals(wanted))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                Arrays.stream(AccessAction.values())
                    .map(action -> action.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                    .collect(Collectors.joining(", ", "action: expected one of ", ""))));
  }

  private static FleetName fleet(Call call) {
    return FleetName.parse(call.path("fleet"));
  }

  private static UserName user(Call call) {
    return UserName.parse(call.path("user"));
  }
}
