package fleet.api;

import fleet.contract.devicetype.FleetTypes;
import fleet.contract.devicetype.NewDeviceType;
import fleet.contract.devicetype.TypeChoice;
import fleet.contract.identity.FleetName;
import fleet.contract.operator.FleetEdit;
import fleet.contract.policy.BranchPolicy;
import fleet.contract.policy.HostPolicy;
import fleet.contract.release.Platform;
import java.util.List;
import java.util.Optional;

/** Every route of kinds of devices, and of what fleets say of them, each answered with success. */
record TypeTour(Caller admin) {
  /** With a device of the fleet. */
  void walk(FleetName fleet, String device) {
    var toaster =
        new NewDeviceType(
            "toaster",
            "Toaster",
            Platform.LINUX_AMD64,
            Optional.of(List.of("toaster-1")),
            Optional.of(List.of("Toaster")));
    admin.post("/api/v1/device-types", toaster).expect(201);
    admin.get("/api/v1/device-types").expect(200);
    admin.get("/api/v1/device-types/toaster-1").expect(200);
    admin.delete("/api/v1/device-types/toaster").expect(204);
    var choice = new TypeChoice("generic-amd64");
    admin.put("/api/v1/devices/%s/type".formatted(device), choice).expect(200);
    admin.put("/api/v1/fleets/%s/types".formatted(fleet), FleetTypes.ANY).expect(200);
    admin.put("/api/v1/fleets/%s/policy".formatted(fleet), HostPolicy.CLOSED).expect(200);
    admin.get("/api/v1/fleets/%s/policy".formatted(fleet)).expect(200);
    admin.put("/api/v1/fleets/%s/branches".formatted(fleet), BranchPolicy.NONE).expect(200);
    admin.get("/api/v1/fleets/%s/branches".formatted(fleet)).expect(200);
    admin.patch("/api/v1/fleets/" + fleet, FleetEdit.ofNote("for toast")).expect(200);
  }
}
