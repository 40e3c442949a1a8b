package fleet.api.http;

import fleet.api.access.Person;
import fleet.api.device.Devices;
import fleet.api.variable.Owner;
import fleet.api.variable.VariableBook;
import fleet.contract.operator.VariableEdit;
import java.time.Instant;
import java.time.InstantSource;

/** Variables of fleets and devices. */
record VariableAnswers(VariableBook book, Devices devices, InstantSource clock) {
  static final Parameter<Instant> FROM =
      Parameter.optional("from", Kind.time(), "From this time on; else before the first variable.");
  static final Parameter<Instant> TO =
      Parameter.optional("to", Kind.time(), "Up to this time; else now.");

  /** Finds whose variables a request is about. */
  interface Finding {
    Owner owner(Person person, Call call);
  }

  static Owner fleet(Person person, Call call) {
    return new Owner.OfFleet(call.path(PathParts.FLEET));
  }

  Owner.OfDevice device(Person person, Call call) {
    var device = devices.get(call.path(PathParts.DEVICE), person.sight());
    return new Owner.OfDevice(device.fleet(), device.id());
  }

  Work.PersonAnswering list(Finding whose) {
    return (person, call) -> Answer.ok(book.list(whose.owner(person, call), call.part()));
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
      var from = call.query(FROM).orElse(Instant.EPOCH);
      var to = call.query(TO).orElseGet(clock::instant);
      return Answer.ok(book.diff(whose.owner(person, call), from, to, call.part()));
    };
  }

  Answer effective(Person person, Call call) {
    return Answer.ok(book.effective(device(person, call), call.part()));
  }
}
