package fleet.api;

import fleet.contract.identity.DeviceName;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.GroupName;
import fleet.contract.operator.DeviceEdit;
import fleet.contract.operator.DeviceMove;
import fleet.contract.operator.GroupEdit;
import fleet.contract.operator.NewGroup;
import fleet.contract.operator.NewPin;
import fleet.contract.release.Platform;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every route of what people say of devices, each answered with success. */
record DeviceTour(RunningApi api, Caller admin) {
  /** With a device of its own, from one of these fleets to the other. */
  void walk(FleetName from, FleetName to) {
    var _ = TestDevice.register(api, api.newKey(from, 1).key(), "oven");
    edits(from, to);
    groups();
    admin.delete("/api/v1/devices/stove?data=keep").expect(204);
    admin.get("/api/v1/fleets/%s/removed-devices".formatted(to)).expect(200);
  }

  private void edits(FleetName from, FleetName to) {
    var edit =
        new DeviceEdit(
            Optional.of(DeviceName.parse("stove")),
            Optional.of("behind the door"),
            Optional.of(Map.of("room", "kitchen")));
    admin.patch("/api/v1/devices/oven", edit).expect(200);
    var release = api.release(from, Samples.release(from, Platform.LINUX_AMD64));
    var pin = new NewPin(release.version(), "the fan is loud", Optional.empty());
    admin.put("/api/v1/devices/stove/pin", pin).expect(200);
    admin.delete("/api/v1/devices/stove/pin").expect(204);
    admin.post("/api/v1/devices/stove/move", new DeviceMove(to)).expect(200);
  }

  private void groups() {
    var name = GroupName.parse("stoves");
    var devices = Optional.of(List.of("stove"));
    admin
        .post("/api/v1/groups", new NewGroup(name, Optional.empty(), Optional.empty(), devices))
        .expect(201);
    admin.get("/api/v1/groups").expect(200);
    admin.get("/api/v1/groups/stoves").expect(200);
    var edit = new GroupEdit(Optional.empty(), Optional.empty(), devices, Optional.of("none"));
    admin.patch("/api/v1/groups/stoves", edit).expect(200);
    admin.delete("/api/v1/groups/stoves").expect(204);
  }
}
