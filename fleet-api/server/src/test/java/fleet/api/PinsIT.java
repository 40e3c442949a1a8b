package fleet.api;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.contract.Json;
import fleet.contract.device.Registered;
import fleet.contract.device.TargetState;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.ReleaseId;
import fleet.contract.operator.DeviceMove;
import fleet.contract.operator.DeviceView;
import fleet.contract.operator.Invalidation;
import fleet.contract.operator.NewPin;
import fleet.contract.operator.Role;
import fleet.contract.release.Platform;
import fleet.contract.release.Release;
import fleet.contract.trust.AssignmentStatement;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Devices that are kept on a release. */
class PinsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static RunningApi api;
  private static int fleets;
  private TestDevice device;
  private FleetName fleet;
  private Registered registered;
  private Release old;
  private Release current;

  @BeforeAll
  static void start() {
    api = RunningApi.alone();
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @BeforeEach
  void a_device_of_a_fleet_with_two_releases() {
    device = new TestDevice(api);
    fleet = api.newFleet("pins-" + fleets++);
    registered = device.register(api.newKey(fleet, 1).key(), "kitchen");
    old = api.release(fleet, Samples.release(fleet, Platform.LINUX_AMD64));
    current = api.release(fleet, Samples.release(fleet, Platform.LINUX_AMD64));
  }

  private String route() {
    return "/api/v1/devices/" + registered.device();
  }

  private Caller.Reply pin(String release, Optional<Duration> validFor) {
    return api.asAdmin().put(route() + "/pin", new NewPin(release, "the fan is loud", validFor));
  }

  private DeviceView view() {
    return api.asAdmin().get(route()).as(DeviceView.class);
  }

  /** What the device itself is told. */
  private Optional<ReleaseId> told() {
    var target = device.signIn(registered.device()).get("/device/v1/state").as(TargetState.class);
    return target.release().map(release -> release.id());
  }

  @Test
  void a_pinned_device_runs_its_release_whatever_the_fleet_runs() {
    var pinned = pin(old.version(), Optional.empty()).as(DeviceView.class);
    assertThat(told()).contains(old.id());
    assertThat(pinned.pin().orElseThrow().owner()).hasToString("admin");
    assertThat(pinned.why())
        .contains("admin pinned it to %s: the fan is loud".formatted(old.version()));
    var _ = api.release(fleet, Samples.release(fleet, Platform.LINUX_AMD64));
    assertThat(told()).contains(old.id());
  }

  /** The signed assignment that the device is told. */
  private AssignmentStatement assignment() {
    var target = device.signIn(registered.device()).get("/device/v1/state").as(TargetState.class);
    var payload = target.proof().orElseThrow().assignment().payload();
    return Json.read(Base64.getDecoder().decode(payload), AssignmentStatement.class);
  }

  @Test
  void a_pin_is_signed_for_its_device_alone_and_every_change_of_it_is_newer() {
    var before = assignment();
    assertThat(before.device()).isEmpty();
    pin(old.version(), Optional.empty()).expect(200);
    var first = assignment();
    assertThat(first.device()).contains(registered.device());
    assertThat(first.release()).isEqualTo(old.id());
    assertThat(first.counter()).isGreaterThan(before.counter());

    pin(current.version(), Optional.empty()).expect(200);
    var second = assignment();
    assertThat(second.counter()).isGreaterThan(first.counter());
    api.asAdmin().delete(route() + "/pin").expect(204);
    var after = assignment();
    assertThat(after.device()).isEmpty();
    assertThat(after.release()).isEqualTo(current.id());
    assertThat(after.counter()).isGreaterThan(second.counter());

    pin(old.version(), Optional.empty()).expect(200);
    assertThat(assignment().counter()).isGreaterThan(after.counter());
  }

  @Test
  void a_pin_holds_no_longer_than_its_release_is_allowed() {
    pin(old.version(), Optional.empty()).expect(200);
    var pinned = assignment();
    var releases = "/api/v1/fleets/%s/releases/%s/invalidate".formatted(fleet, old.version());
    api.asAdmin().post(releases, new Invalidation("it burns toast")).expect(200);
    assertThat(told()).contains(current.id());
    assertThat(assignment().counter()).isGreaterThan(pinned.counter());
    assertThat(view().why())
        .contains("pinned it to %s, which it may not run".formatted(old.version()));
    pin(old.version(), Optional.empty()).expect(409);
  }

  @Test
  void a_viewer_pins_nothing() {
    var viewer = api.asNew("viewer-of-" + fleet, Role.VIEWER);
    var wanted = new NewPin(old.version(), "the fan is loud", Optional.empty());
    viewer.put(route() + "/pin", wanted).expect(403);
    api.asAdmin()
        .put(route() + "/pin", Map.of("release", old.version(), "reason", " "))
        .expect(400);
    assertThat(view().pin()).isEmpty();
  }

  @Test
  void without_its_pin_a_device_follows_its_fleet() {
    pin(old.id().toString(), Optional.empty()).expect(200);
    api.asAdmin().delete(route() + "/pin").expect(204);
    assertThat(told()).contains(current.id());
    assertThat(view().pin()).isEmpty();
    assertThat(api.asAdmin().delete(route() + "/pin").expect(404).problem().message())
        .isEqualTo("device 'kitchen' is not pinned");
  }

  @Test
  void a_pin_that_is_over_ends_by_itself_also_after_a_restart() throws InterruptedException {
    pin(old.version(), Optional.of(Duration.ofSeconds(1))).expect(200);
    api.restart();
    var until = System.nanoTime() + PATIENCE.toNanos();
    while (view().pin().isPresent() && System.nanoTime() < until) {
      Thread.sleep(100);
    }
    assertThat(view().pin()).isEmpty();
    assertThat(told()).contains(current.id());
  }

  @Test
  void a_device_is_pinned_to_nothing_that_it_cannot_run() {
    var other = api.release(fleet, Samples.release(fleet, Platform.LINUX_ARM64));
    assertThat(pin(other.version(), Optional.empty()).expect(409).problem().message())
        .startsWith("device 'kitchen' cannot run it: ");
    pin("9.9.9", Optional.empty()).expect(404);
    assertThat(view().pin()).isEmpty();
  }

  @Test
  void a_device_that_moves_leaves_its_pin_behind() {
    pin(old.version(), Optional.empty()).expect(200);
    var other = api.newFleet("pins-" + fleets++);
    var there = api.release(other, Samples.release(other, Platform.LINUX_AMD64));
    var moved = api.asAdmin().post(route() + "/move", new DeviceMove(other)).as(DeviceView.class);
    assertThat(moved.pin()).isEmpty();
    assertThat(told()).contains(there.id());
  }
}
