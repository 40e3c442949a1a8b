package fleet.api.http;

import fleet.api.access.Person;
import fleet.api.type.DeviceTypes;
import fleet.contract.devicetype.NewDeviceType;

/** Kinds of devices. */
record TypeAnswers(DeviceTypes types) {
  Answer list(Call call) {
    return Answer.ok(types.list(call.part()));
  }

  Answer show(Call call) {
    return Answer.ok(types.get(call.path(PathParts.TYPE)));
  }

  Answer add(Person person, Call call) {
    return Answer.created(types.add(person.name(), call.body(NewDeviceType.class)));
  }

  Answer remove(Person person, Call call) {
    types.remove(person.name(), call.path(PathParts.TYPE));
    return Answer.done();
  }
}
