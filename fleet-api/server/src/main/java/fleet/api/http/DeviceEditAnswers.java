package fleet.api.http;

import fleet.api.access.Access;
import fleet.api.access.Person;
import fleet.api.device.Device;
import fleet.api.device.DeviceEdits;
import fleet.api.device.Devices;
import fleet.api.fleet.Fleets;
import fleet.api.pin.Pins;
import fleet.api.view.DeviceViews;
import fleet.contract.devicetype.TypeChoice;
import fleet.contract.node.AccessAction;
import fleet.contract.operator.DeviceEdit;
import fleet.contract.operator.DeviceMove;
import fleet.contract.operator.NewPin;

/** What people change of devices. */
record DeviceEditAnswers(Devices devices, DeviceEdits edits, Pins pins, DeviceViews views) {
  Answer edit(Person person, Call call) {
    var device = device(person, call);
    edits.edit(person.name(), device, call.body(DeviceEdit.class));
    return view(device);
  }

  /** The right to the device's own fleet was asked for by the route. */
  Answer move(Person person, Call call) {
    var to = call.body(DeviceMove.class).to();
    if (!person.sight().sees(to)) {
      throw Fleets.missing(to);
    }
    Access.require(Access.decide(person, AccessAction.PUSH, to));
    var device = device(person, call);
    edits.move(person.name(), device, to);
    return view(device);
  }

  Answer retype(Person person, Call call) {
    var device = device(person, call);
    edits.retype(person.name(), device, call.body(TypeChoice.class).type());
    return view(device);
  }

  Answer pin(Person person, Call call) {
    var device = device(person, call);
    pins.pin(person.name(), device, call.body(NewPin.class));
    return view(device);
  }

  Answer unpin(Person person, Call call) {
    pins.unpin(person.name(), device(person, call));
    return Answer.done();
  }

  private Device device(Person person, Call call) {
    return devices.get(call.path(PathParts.DEVICE), person.sight());
  }

  private Answer view(Device device) {
    return Answer.ok(
        views.find(device.id()).orElseThrow(() -> Devices.missing(device.name().toString())));
  }
}
