package fleet.api.http;

import fleet.api.access.Person;
import fleet.api.device.Preregistration;
import fleet.contract.identity.FleetName;
import fleet.contract.preregistration.MadePlace;
import fleet.contract.preregistration.MadePlaces;
import fleet.contract.preregistration.NewPlaces;

/** Devices that are expected. */
record PlaceAnswers(Preregistration preregistration, InstallLine installLine) {
  Answer expect(Person person, Call call) {
    var made =
        preregistration.expect(person.name(), fleet(call), call.body(NewPlaces.class)).stream()
            .map(place -> told(place, call))
            .toList();
    return Answer.created(new MadePlaces(made));
  }

  Answer list(Person person, Call call) {
    return Answer.ok(preregistration.list(fleet(call), call.part()));
  }

  private MadePlace told(Preregistration.Made made, Call call) {
    var device = made.device();
    return new MadePlace(
        device.id(),
        device.name(),
        device.type(),
        device.platform(),
        made.expiresAt(),
        made.key(),
        made.key().map(key -> installLine.text(call, key)));
  }

  private static FleetName fleet(Call call) {
    return call.path(PathParts.FLEET);
  }
}
