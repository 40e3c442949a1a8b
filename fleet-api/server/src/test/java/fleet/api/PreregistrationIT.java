package fleet.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import fleet.contract.device.Registered;
import fleet.contract.device.TargetState;
import fleet.contract.devicetype.FleetTypes;
import fleet.contract.identity.DeviceId;
import fleet.contract.identity.DeviceName;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.PublicKey;
import fleet.contract.operator.DeviceEdit;
import fleet.contract.operator.DeviceStatus;
import fleet.contract.operator.DeviceView;
import fleet.contract.operator.NewPin;
import fleet.contract.operator.Page;
import fleet.contract.operator.Role;
import fleet.contract.preregistration.MadePlace;
import fleet.contract.preregistration.MadePlaces;
import fleet.contract.preregistration.NewPlace;
import fleet.contract.preregistration.NewPlaces;
import fleet.contract.preregistration.PlaceView;
import fleet.contract.release.Platform;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Devices that are expected before they exist. */
class PreregistrationIT {
  private static final Duration DAY = Duration.ofDays(1);
  private static RunningApi api;
  private static int fleets;
  private FleetName fleet;

  @BeforeAll
  static void start() {
    api = RunningApi.alone();
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @BeforeEach
  void a_fleet() {
    fleet = api.newFleet("fleet-" + fleets++);
  }

  private static NewPlace place(String name, Optional<PublicKey> key, Optional<Duration> validFor) {
    return new NewPlace(
        Optional.empty(),
        DeviceName.parse(name),
        Optional.of("intel-nuc"),
        key,
        Optional.of("by the oven"),
        Optional.of(Map.of("site", "berlin")),
        validFor);
  }

  private static NewPlace place(String name) {
    return place(name, Optional.empty(), Optional.empty());
  }

  private static NewPlace withId(String name, DeviceId id) {
    return new NewPlace(
        Optional.of(id),
        DeviceName.parse(name),
        Optional.of("intel-nuc"),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private Caller.Reply expect(Caller caller, NewPlace... places) {
    var route = "/api/v1/fleets/%s/preregistrations".formatted(fleet);
    return caller.post(route, new NewPlaces(List.of(places)));
  }

  private MadePlace expected(NewPlace place) {
    return expect(api.asAdmin(), place).expect(201).as(MadePlaces.class).devices().getFirst();
  }

  private List<PlaceView> places() {
    var page = new TypeReference<Page<PlaceView>>() {};
    var route = "/api/v1/fleets/%s/preregistrations".formatted(fleet);
    return api.asAdmin().json().get(route, page).items();
  }

  private static DeviceView show(DeviceId device) {
    return api.asAdmin().get("/api/v1/devices/" + device).as(DeviceView.class);
  }

  @Test
  void a_device_takes_the_place_that_was_prepared_for_it() {
    var release = api.release(fleet, Samples.release(fleet, Platform.LINUX_AMD64));
    var made = expected(place("kitchen"));
    var route = "/api/v1/devices/" + made.device();
    assertThat(show(made.device()).status()).isEqualTo(DeviceStatus.PREREGISTERED);
    assertThat(show(made.device()).why())
        .isEqualTo("is expected, and should run %s when it comes".formatted(release.version()));
    api.asAdmin().patch(route, DeviceEdit.ofTags(Map.of("row", "7"))).expect(200);
    var pin = new NewPin(release.version(), "the first one", Optional.empty());
    api.asAdmin().put(route + "/pin", pin).expect(200);
    assertThat(places()).extracting(PlaceView::device).containsExactly(made.device());

    var device = new TestDevice(api);
    var key = made.key().orElseThrow();
    var registered = device.register(key, "its-own-idea");
    assertThat(registered.device()).isEqualTo(made.device());
    assertThat(registered.name()).hasToString("kitchen");
    var target = device.signIn(made.device()).get("/device/v1/state").as(TargetState.class);
    assertThat(target.release().orElseThrow().id()).isEqualTo(release.id());
    var view = show(made.device());
    assertThat(view.status()).isNotEqualTo(DeviceStatus.PREREGISTERED);
    assertThat(view.tags()).isEqualTo(Map.of("site", "berlin", "row", "7"));
    assertThat(view.note()).isEqualTo("by the oven");
    assertThat(view.type()).isEqualTo("intel-nuc");
    assertThat(view.pin()).isPresent();
    assertThat(places()).isEmpty();
    assertThat(api.database().audited("device.expect")).contains(fleet + " kitchen");
    assertThat(api.database().audited("device.arrive")).contains(fleet + " kitchen");

    assertThat(device.register(key, "again").device()).isEqualTo(made.device());
    var copy = new TestDevice(api).tryRegister(key, Optional.of("copy")).expect(410).problem();
    assertThat(copy.message())
        .startsWith("this provisioning key was for device 'kitchen' alone, which came at ");
  }

  @Test
  void a_device_is_recognised_by_its_own_key_and_may_ask_again() {
    var device = new TestDevice(api);
    var made = expected(place("kitchen", Optional.of(device.publicKey()), Optional.empty()));
    assertThat(made.key()).isEmpty();
    assertThat(made.install()).isEmpty();
    assertThat(new TestDevice(api).tryRegister().expect(401).problem().message())
        .startsWith("nobody expects a device with this public key");
    for (var time = 0; time < 2; time++) {
      var answer = device.tryRegister().as(Registered.class);
      assertThat(answer.device()).isEqualTo(made.device());
    }
    device.signIn(made.device()).get("/device/v1/state").expect(200);
    assertThat(
            expect(api.asAdmin(), place("other", Optional.of(device.publicKey()), Optional.empty()))
                .expect(409)
                .problem()
                .message())
        .isEqualTo("other: a device has or had this public key");
  }

  @Test
  void nobody_signs_in_for_a_device_that_did_not_come() {
    var made = expected(place("kitchen"));
    var stranger = new TestDevice(api);
    var nonce = stranger.challenge(made.device()).nonce();
    api.anybody().post("/device/v1/session", stranger.signed(made.device(), nonce)).expect(401);
  }

  @Test
  void a_place_ends_in_time_and_a_key_can_be_taken_back() throws Exception {
    var late = expected(place("late", Optional.empty(), Optional.of(DAY)));
    var key = places().getFirst().provisioningKey().orElseThrow();
    assertThat(places().getFirst().expiresAt()).isEqualTo(late.expiresAt());
    api.asAdmin()
        .delete("/api/v1/fleets/%s/provisioning-keys/%s".formatted(fleet, key))
        .expect(204);
    var refused = new TestDevice(api).tryRegister(late.key().orElseThrow(), Optional.empty());
    assertThat(refused.expect(410).problem().message())
        .isEqualTo("this provisioning key was revoked");

    var device = new TestDevice(api);
    var known = expected(place("known", Optional.of(device.publicKey()), Optional.of(DAY)));
    api.database()
        .sql("update api.places set expires_at = now() - interval '1 s' where taken_at is null");
    assertThat(device.tryRegister().status()).isIn(410, 401);
    while (api.asAdmin().get("/api/v1/devices/" + known.device()).status() != 404) {
      Thread.sleep(100);
    }
    assertThat(api.database().audited("device.expected-over")).contains(fleet + " known");
    expected(place("known", Optional.of(device.publicKey()), Optional.empty()));
  }

  @Test
  void one_that_is_removed_before_it_came_may_be_expected_anew_and_one_after_it_not() {
    var device = new TestDevice(api);
    var first = expected(place("kitchen", Optional.of(device.publicKey()), Optional.empty()));
    api.asAdmin().delete("/api/v1/devices/" + first.device()).expect(204);
    var oneTime = expected(place("other"));
    api.asAdmin().delete("/api/v1/devices/" + oneTime.device()).expect(204);
    new TestDevice(api).tryRegister(oneTime.key().orElseThrow(), Optional.empty()).expect(401);

    var again = expected(place("kitchen", Optional.of(device.publicKey()), Optional.empty()));
    device.tryRegister().expect(201);
    api.asAdmin().delete("/api/v1/devices/" + again.device()).expect(204);
    expect(api.asAdmin(), place("kitchen", Optional.of(device.publicKey()), Optional.empty()))
        .expect(409);
    assertThat(
            expect(api.asAdmin(), withId("kitchen", again.device()))
                .expect(409)
                .problem()
                .message())
        .isEqualTo("kitchen: a device has or had this id");
    device.tryRegister().expect(410);
  }

  @Test
  void many_are_expected_or_none_and_all_that_is_wrong_is_told() {
    var _ = TestDevice.register(api, api.newKey(fleet, 1).key(), "there");
    var untyped = NewPlace.of(DeviceName.parse("untyped"));
    var id = DeviceId.random();
    var problem =
        expect(
                api.asAdmin(),
                place("good"),
                place("there"),
                untyped,
                withId("one", id),
                withId("two", id),
                place("twice"),
                place("twice"))
            .expect(409)
            .problem();
    assertThat(problem.message())
        .startsWith("4 of 7 devices cannot be expected; the first, there: there is such a name");
    assertThat(problem.detail()).containsOnlyKeys("there", "untyped", "two", "twice");
    assertThat(places()).isEmpty();

    var many =
        IntStream.range(0, 300).mapToObj(number -> place("pi-" + number)).toArray(NewPlace[]::new);
    assertThat(expect(api.asAdmin(), many).expect(201).as(MadePlaces.class).devices())
        .hasSize(300)
        .allMatch(made -> made.key().isPresent())
        .extracting(MadePlace::key)
        .doesNotHaveDuplicates();
    assertThat(api.database().everyRow("provisioning_keys", "places")).doesNotContain("fleetkey_");
  }

  @Test
  void a_device_of_another_kind_does_not_take_the_place() {
    var types = new FleetTypes(Optional.of("raspberrypi4-64"), List.of("linux/arm64"));
    api.asAdmin().put("/api/v1/fleets/%s/types".formatted(fleet), types).expect(200);
    assertThat(expect(api.asAdmin(), place("pc")).expect(409).problem().message())
        .startsWith("pc: fleet %s takes only linux/arm64".formatted(fleet));
    var made = expected(NewPlace.of(DeviceName.parse("pi")));
    assertThat(made.type()).isEqualTo("raspberrypi4-64");
    assertThat(made.platform()).isEqualTo(Platform.LINUX_ARM64);
    var key = made.key().orElseThrow();
    assertThat(
            new TestDevice(api).tryRegister(key, Optional.empty()).expect(409).problem().message())
        .isEqualTo("a raspberrypi4-64 runs linux/arm64, and this device runs linux/amd64");
    assertThat(show(made.device()).status()).isEqualTo(DeviceStatus.PREREGISTERED);
    assertThat(places()).hasSize(1);
  }

  @Test
  void who_may_add_devices_may_expect_them() {
    expect(api.asNew("op-" + fleets, Role.OPERATOR), place("a")).expect(403);
    var made = expect(api.asNew("dev-" + fleets, Role.DEVELOPER), place("a")).expect(201);
    assertThat(made.as(MadePlaces.class).devices()).hasSize(1);
  }
}
