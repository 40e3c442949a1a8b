package fleet.api.http;

import fleet.api.access.Person;
import fleet.api.type.DeviceTypes;
import fleet.contract.devicetype.NewDeviceType;
import fleet.contract.operator.Page;

/** Kinds of devices. */
record TypeAnswers(DeviceTypes types) {
  Answer list() {
    return Answer.ok(Page.whole(types.list()));
  }

  Answer show(Call call) {
    return Answer.ok(types.get(call.path("type")));
  }

  Answer add(Person person, Call call) {
    return Answer.created(types.add(person.name(), call.body(NewDeviceType.class)));
  }

  Answer remove(Person person, Call call) {
    types.remove(person.name(), call.path("type"));
    return Answer.done();
  }
}
