package fleet.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import fleet.contract.identity.DeviceId;
import fleet.contract.operator.Page;
import fleet.contract.operator.RemovedDevice;
import fleet.contract.problem.ProblemCode;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Devices that were removed. */
class RemovedDevicesIT {
  private static final TypeReference<Page<RemovedDevice>> REMOVED = new TypeReference<>() {};
  private static RunningApi api;

  @BeforeAll
  static void start() {
    api = RunningApi.alone();
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @Test
  void a_removed_device_does_not_come_back_with_its_key() {
    var fleet = api.newFleet("berlin");
    var key = api.newKey(fleet, 5).key();
    var device = new TestDevice(api);
    var id = device.register(key, "kitchen").device();
    var token = device.session(id).accessToken();
    api.as(token).get("/device/v1/state").expect(200);
    api.asAdmin().delete("/api/v1/devices/kitchen").expect(204);
    api.as(token).get("/device/v1/state").expect(401);
    assertThat(signIn(device, id).expect(410).problem().message())
        .startsWith("this device was removed at ");
    assertThat(signIn(new TestDevice(api), id).expect(401).problem().message())
        .isEqualTo("this device is not registered here");
    var problem = device.tryRegister(key, Optional.empty()).expect(410).problem();
    assertThat(problem.code()).isEqualTo(ProblemCode.GONE);
    assertThat(problem.message())
        .startsWith("a device with this key was removed at ")
        .endsWith(", and does not come back");
    assertThat(problem.hint()).isNotBlank();
    assertThat(new TestDevice(api).register(key, "kitchen").name()).hasToString("kitchen");
  }

  @Test
  void what_is_kept_of_a_device_is_told_and_what_is_erased_is_not() {
    var fleet = api.newFleet("attic");
    var key = api.newKey(fleet, 5).key();
    for (var name : new String[] {"one", "two", "three"}) {
      var _ = TestDevice.register(api, key, name);
    }
    api.asAdmin().delete("/api/v1/devices/one?data=keep").expect(204);
    api.asAdmin().delete("/api/v1/devices/two?data=erase").expect(204);
    api.asAdmin().delete("/api/v1/devices/three?data=keep").expect(204);
    api.asAdmin().delete("/api/v1/devices/one?data=keep").expect(404);

    var first = removed("?limit=1");
    assertThat(first.items()).hasSize(1);
    assertThat(first.items().getFirst().last().name()).hasToString("three");
    assertThat(first.items().getFirst().removedBy()).hasToString("admin");
    var second = removed("?limit=1&after=" + first.next().orElseThrow());
    assertThat(second.items().getFirst().last().name()).hasToString("one");
    assertThat(second.next()).isEmpty();
    assertThat(api.database().everyRow("tombstones")).doesNotContain("two");
    assertThat(api.database().everyRow("removed_devices")).doesNotContain("\"two\"");
  }

  @Test
  void a_device_does_not_come_back_when_its_fleet_is_gone_either() {
    var fleet = api.newFleet("cellar");
    var device = new TestDevice(api);
    var _ = device.register(api.newKey(fleet, 1).key(), "lamp");
    api.asAdmin().delete("/api/v1/devices/lamp?data=keep").expect(204);
    assertThat(api.database().everyRow("removed_devices")).contains("lamp");
    api.asAdmin().delete("/api/v1/fleets/cellar").expect(204);
    assertThat(api.database().everyRow("removed_devices")).doesNotContain("lamp");
    var other = api.newKey(api.newFleet("roof"), 1).key();
    device.tryRegister(other, Optional.empty()).expect(410);
  }

  @Test
  void devices_that_went_with_their_fleet_do_not_come_back() {
    var fleet = api.newFleet("garage");
    var device = new TestDevice(api);
    var id = device.register(api.newKey(fleet, 1).key(), "gate").device();
    api.asAdmin().delete("/api/v1/fleets/garage").expect(204);
    signIn(device, id).expect(410);
    var other = api.newKey(api.newFleet("garden"), 1).key();
    device.tryRegister(other, Optional.empty()).expect(410);
  }

  @Test
  void a_word_that_is_neither_keep_nor_erase_removes_nothing() {
    var fleet = api.newFleet("vienna");
    var _ = TestDevice.register(api, api.newKey(fleet, 1).key(), "garden");
    api.asAdmin().delete("/api/v1/devices/garden?data=kepp").expect(400);
    api.asAdmin().get("/api/v1/devices/garden").expect(200);
  }

  private static Caller.Reply signIn(TestDevice device, DeviceId id) {
    var nonce = device.challenge(id).nonce();
    return api.anybody().post("/device/v1/session", device.signed(id, nonce));
  }

  private static Page<RemovedDevice> removed(String part) {
    return api.asAdmin().json().get("/api/v1/fleets/attic/removed-devices" + part, REMOVED);
  }
}
