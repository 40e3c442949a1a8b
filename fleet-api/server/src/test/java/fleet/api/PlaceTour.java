package fleet.api;

import fleet.contract.identity.DeviceName;
import fleet.contract.identity.FleetName;
import fleet.contract.preregistration.NewPlace;
import fleet.contract.preregistration.NewPlaces;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every route of devices that are expected, each answered with success. */
record PlaceTour(Caller admin) {
  void walk(FleetName fleet) {
    var places = "/api/v1/fleets/%s/preregistrations".formatted(fleet);
    var place =
        new NewPlace(
            Optional.empty(),
            DeviceName.parse("to-come"),
            Optional.of("intel-nuc"),
            Optional.empty(),
            Optional.of("behind the door"),
            Optional.of(Map.of("room", "kitchen")),
            Optional.empty());
    admin.post(places, new NewPlaces(List.of(place))).expect(201);
    admin.get(places).expect(200);
    admin.delete("/api/v1/devices/to-come").expect(204);
  }
}
