package fleet.api.http;

import fleet.api.access.Person;
import fleet.api.device.Devices;
import fleet.api.variable.Owner;
import fleet.api.variable.VariableBook;
import fleet.contract.identity.FleetName;
import fleet.contract.operator.Page;
import fleet.contract.operator.VariableEdit;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;

/** Variables of fleets and devices. */
record VariableAnswers(VariableBook book, Devices devices, InstantSource clock) {
  /** Finds whose variables a request is about. */
  interface Finding {
    Owner owner(Person person, Call call);
  }

  static Owner fleet(Person person, Call call) {
    return new Owner.OfFleet(FleetName.parse(call.path("fleet")));
  }

  Owner.OfDevice device(Person person, Call call) {
    var device = devices.get(call.path("device"), person.sight());
    return new Owner.OfDevice(device.fleet(), device.id());
  }

  Work.PersonAnswering list(Finding whose) {
    return (person, call) -> Answer.ok(Page.whole(book.list(whose.owner(person, call))));
  }

  Work.PersonAnswering edit(Finding whose) {
    return (person, call) -> {
      book.edit(person.name(), whose.owner(person, call), call.body(VariableEdit.class));
      return Answer.done();
    };
  }

  Work.PersonAnswering history(Finding whose) {
    return (person, call) -> Answer.ok(book.history(whose.owner(person, call), call.part()));
  }

  Work.PersonAnswering diff(Finding whose) {
    return (person, call) -> {
      var from = moment(call, "from", Instant.EPOCH);
      var to = moment(call, "to", clock.instant());
      return Answer.ok(Page.whole(book.diff(whose.owner(person, call), from, to)));
    };
  }

  Answer effective(Person person, Call call) {
    return Answer.ok(Page.whole(book.effective(device(person, call))));
  }

  private static Instant moment(Call call, String name, Instant otherwise) {
    try {
      return call.query(name).map(Instant::parse).orElse(otherwise);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(name + ": expected a time as 2026-11-23T12:00:00Z", e);
    }
  }
}
