package fleet.api;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.contract.Json;
import fleet.contract.devicetype.DeviceType;
import fleet.contract.devicetype.FleetTypes;
import fleet.contract.devicetype.NewDeviceType;
import fleet.contract.devicetype.TypeChoice;
import fleet.contract.identity.FleetName;
import fleet.contract.operator.DeviceMove;
import fleet.contract.operator.DeviceView;
import fleet.contract.operator.FleetView;
import fleet.contract.operator.NewFleet;
import fleet.contract.operator.NewProvisioningKey;
import fleet.contract.operator.ProvisioningKey;
import fleet.contract.operator.ReleaseSummary;
import fleet.contract.operator.Role;
import fleet.contract.operator.RolloutProgress;
import fleet.contract.release.Platform;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Kinds of devices, and fleets that are for some of them. */
class DeviceTypesIT {
  private static RunningApi api;
  private static int fleets;

  @BeforeAll
  static void start() {
    api = RunningApi.alone();
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  private static FleetName fleet(Optional<FleetTypes> types) {
    var name = FleetName.parse("fleet-" + fleets++);
    api.asAdmin().post("/api/v1/fleets", new NewFleet(name, types, Optional.empty())).expect(201);
    return name;
  }

  private static NewDeviceType type(String slug, Platform platform) {
    return new NewDeviceType(slug, "A " + slug, platform, Optional.empty(), Optional.empty());
  }

  private static ProvisioningKey key(FleetName fleet, String type) {
    var wanted = new NewProvisioningKey(1, Duration.ofHours(1), Optional.of(type));
    var keys = "/api/v1/fleets/%s/provisioning-keys".formatted(fleet);
    return api.asAdmin().post(keys, wanted).expect(201).as(ProvisioningKey.class);
  }

  private static DeviceView show(Object device) {
    return api.asAdmin().get("/api/v1/devices/" + device).as(DeviceView.class);
  }

  private static Caller.Reply retype(Object device, String type) {
    return api.asAdmin().put("/api/v1/devices/%s/type".formatted(device), new TypeChoice(type));
  }

  @Test
  void an_installation_adds_types_of_its_own_and_removes_those_that_nothing_is_of() {
    var admin = api.asAdmin();
    var toaster = type("toaster", Platform.LINUX_AMD64);
    admin.post("/api/v1/device-types", toaster).expect(201);
    admin.post("/api/v1/device-types", toaster).expect(409);
    assertThat(admin.get("/api/v1/device-types").text()).contains("toaster", "raspberrypi5-64");
    var pi = admin.get("/api/v1/device-types/raspberrypi400-64").as(DeviceType.class);
    assertThat(pi.slug()).isEqualTo("raspberrypi4-64");
    assertThat(pi.builtIn()).isTrue();
    admin.delete("/api/v1/device-types/raspberrypi4-64").expect(409);

    var home = fleet(Optional.empty());
    var device = TestDevice.register(api, key(home, "toaster").key(), "bread").device();
    assertThat(show(device).type()).isEqualTo("toaster");
    admin.delete("/api/v1/device-types/toaster").expect(409);
    retype(device, "generic-amd64").expect(200);
    admin.delete("/api/v1/device-types/toaster").expect(204);
    admin.get("/api/v1/device-types/toaster").expect(404);
    assertThat(api.database().audited("device.type"))
        .contains(home + " bread toaster to generic-amd64");
    api.asNew("vera", Role.VIEWER).post("/api/v1/device-types", toaster).expect(403);
    assertThat(
            admin
                .post("/api/v1/device-types", type("nuc", Platform.LINUX_AMD64))
                .expect(409)
                .problem()
                .message())
        .isEqualTo("there is a device type 'nuc' already");
  }

  @Test
  void a_device_is_of_a_type_that_it_can_be() {
    var home = fleet(Optional.empty());
    var device = TestDevice.register(api, api.newKey(home, 1).key(), "pc").device();
    assertThat(retype(device, "raspberrypi4-64").expect(409).problem().message())
        .isEqualTo("a raspberrypi4-64 runs linux/arm64, and this device runs linux/amd64");
    retype(device, "no-such-type").expect(404);
    assertThat(retype(device, "nuc").as(DeviceView.class).type()).isEqualTo("intel-nuc");
    var keys = "/api/v1/fleets/%s/provisioning-keys".formatted(home);
    var unknown = new NewProvisioningKey(1, Duration.ofHours(1), Optional.of("no-such-type"));
    api.asAdmin().post(keys, unknown).expect(404);
    var wrong =
        new TestDevice(api).tryRegister(key(home, "raspberrypi4-64").key(), Optional.of("x"));
    wrong.expect(409);
  }

  @Test
  void a_fleet_takes_only_what_it_accepts() {
    var pis = new FleetTypes(Optional.of("raspberrypi4-64"), List.of("linux/arm64"));
    var strict = fleet(Optional.of(pis));
    var key = api.newKey(strict, 1).key();
    assertThat(
            new TestDevice(api).tryRegister(key, Optional.of("pc")).expect(409).problem().message())
        .isEqualTo(
            "fleet %s takes only linux/arm64, and this device is generic, linux/amd64"
                .formatted(strict));
    var home = fleet(Optional.empty());
    var device = TestDevice.register(api, api.newKey(home, 1).key(), "pc").device();
    var move = "/api/v1/devices/%s/move".formatted(device);
    api.asAdmin().post(move, new DeviceMove(strict)).expect(409);

    var types = "/api/v1/fleets/%s/types".formatted(strict);
    var more = new FleetTypes(Optional.of("raspberrypi4-64"), List.of("linux/arm64", "intel-nuc"));
    assertThat(api.asAdmin().put(types, more).as(FleetView.class).types()).contains(more);
    retype(device, "intel-nuc").expect(200);
    api.asAdmin().post(move, new DeviceMove(strict)).expect(200);
    retype(device, "generic-amd64").expect(409);
  }

  @Test
  void the_image_for_its_type_comes_before_the_one_for_its_platform() {
    var home = fleet(Optional.empty());
    var device = new TestDevice(api);
    var id = device.register(key(home, "intel-nuc").key(), "nuc").device();
    var both = Samples.release(home, Platform.LINUX_AMD64);
    var special = both.services().getFirst().variants().getFirst();
    var release = api.release(home, Samples.withVariant(both, "intel-nuc", special));
    var target = device.signIn(id).get("/device/v1/state").text();
    assertThat(target).contains(release.id().toString()).contains("\"variant\":\"intel-nuc\"");
    retype(id, "generic-amd64").expect(200);
    assertThat(device.signIn(id).get("/device/v1/state").text())
        .contains("\"variant\":\"linux/amd64\"");
  }

  @Test
  void devices_that_a_release_does_not_fit_are_named_and_know_it() {
    var home = fleet(Optional.empty());
    var device = TestDevice.register(api, key(home, "intel-nuc").key(), "nuc").device();
    var arm = api.release(home, Samples.release(home, Platform.LINUX_ARM64));
    var clause = "%s has no image of web for intel-nuc or linux/amd64".formatted(arm.version());
    assertThat(show(device).why()).isEqualTo("runs nothing: " + clause);
    assertThat(show(device).target().map(ReleaseSummary::id)).isEmpty();
    var progress = api.asAdmin().request("/api/v1/releases/%s/progress".formatted(arm.id()));
    var line = api.asAdmin().firstLines(progress, 1).getFirst();
    assertThat(Json.read(line, RolloutProgress.class).misfits().orElseThrow())
        .containsValue(clause)
        .hasSize(1);
  }
}
