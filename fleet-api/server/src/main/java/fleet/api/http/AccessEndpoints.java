package fleet.api.http;

import static fleet.contract.node.AccessAction.MANAGE;
import static fleet.contract.node.AccessAction.VIEW;

import fleet.contract.access.Explanation;
import fleet.contract.access.FleetPerson;
import fleet.contract.access.RoleGrant;
import java.util.List;

/** Who may what. */
record AccessEndpoints(Desk desk) {
  private static final String API = "/api/v1";
  private static final String PEOPLE = API + "/fleets/{fleet}/people";

  List<Endpoint> all() {
    var access = desk.access();
    return List.of(
        Endpoint.get(PEOPLE, "Whoever may something in a fleet.")
            .by(MANAGE, Subject.FLEET)
            .givesPage(FleetPerson.class)
            .person(access::people),
        Endpoint.get(PEOPLE + "/{user}", "What a person may in a fleet.")
            .by(MANAGE, Subject.FLEET)
            .gives(FleetPerson.class)
            .person(access::inFleet),
        Endpoint.put(PEOPLE + "/{user}", "Gives a person a role in a fleet.")
            .by(MANAGE, Subject.FLEET)
            .takes(RoleGrant.class)
            .gives(FleetPerson.class)
            .person(access::grant),
        Endpoint.delete(PEOPLE + "/{user}", "Takes a person's role in a fleet away.")
            .by(MANAGE, Subject.FLEET)
            .person(access::revoke),
        Endpoint.get(API + "/access/explain", "Whether a person may do something, and why.")
            .by(VIEW, Subject.OWN)
            .query(AccessAnswers.USER, AccessAnswers.ACTION, AccessAnswers.FLEET)
            .gives(Explanation.class)
            .person(access::explain));
  }
}
