package fleet.api.http;

import static fleet.contract.node.AccessAction.PUSH;
import static fleet.contract.node.AccessAction.VIEW;

import fleet.contract.preregistration.MadePlaces;
import fleet.contract.preregistration.NewPlaces;
import fleet.contract.preregistration.PlaceView;
import java.util.List;

/** Devices that are expected. */
record PlaceEndpoints(Desk desk) {
  private static final String PLACES = "/api/v1/fleets/{fleet}/preregistrations";
  private static final int LARGE = 10 * 1024 * 1024;

  List<Endpoint> all() {
    var places = desk.places();
    return List.of(
        Endpoint.post(PLACES, "Expects devices before they exist, all of them or none.")
            .by(PUSH, Subject.FLEET)
            .takes(NewPlaces.class, LARGE)
            .makes(MadePlaces.class)
            .person(places::expect),
        Endpoint.get(PLACES, "The devices that are expected and did not come yet, by name.")
            .by(VIEW, Subject.FLEET)
            .givesPage(PlaceView.class)
            .person(places::list));
  }
}
