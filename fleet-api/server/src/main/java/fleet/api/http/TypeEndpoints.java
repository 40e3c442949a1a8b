package fleet.api.http;

import static fleet.contract.node.AccessAction.PUSH;
import static fleet.contract.node.AccessAction.VIEW;

import fleet.contract.devicetype.DeviceType;
import fleet.contract.devicetype.NewDeviceType;
import java.util.List;

/** Kinds of devices. */
record TypeEndpoints(Desk desk) {
  private static final String TYPES = "/api/v1/device-types";
  private static final String TYPE = TYPES + "/{type}";

  List<Endpoint> all() {
    var types = desk.types();
    return List.of(
        Endpoint.get(TYPES, "The kinds of devices that are known, by slug.")
            .by(VIEW, Subject.SEEN)
            .givesPage(DeviceType.class)
            .person((_, call) -> types.list(call)),
        Endpoint.post(TYPES, "Adds a kind of device.")
            .by(PUSH, Subject.INSTALLATION)
            .takes(NewDeviceType.class)
            .makes(DeviceType.class)
            .person(types::add),
        Endpoint.get(TYPE, "One kind of device.")
            .by(VIEW, Subject.SEEN)
            .gives(DeviceType.class)
            .person((_, call) -> types.show(call)),
        Endpoint.delete(TYPE, "Removes a kind of device that was added and nothing is of.")
            .by(PUSH, Subject.INSTALLATION)
            .person(types::remove));
  }
}
