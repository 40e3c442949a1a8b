package fleet.api;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.contract.Json;
import fleet.contract.access.RoleGrant;
import fleet.contract.device.Registered;
import fleet.contract.device.TargetState;
import fleet.contract.identity.DeviceName;
import fleet.contract.identity.FleetName;
import fleet.contract.operator.DeviceEdit;
import fleet.contract.operator.DeviceMove;
import fleet.contract.operator.DeviceView;
import fleet.contract.operator.ReleaseSummary;
import fleet.contract.operator.Role;
import fleet.contract.problem.ProblemCode;
import fleet.contract.release.Platform;
import fleet.contract.trust.AssignmentStatement;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people change of a device. */
class DeviceEditIT {
  private static RunningApi api;
  private static int fleets;
  private TestDevice device;
  private FleetName home;
  private Registered registered;

  @BeforeAll
  static void start() {
    api = RunningApi.alone();
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @BeforeEach
  void a_device_of_a_fleet() {
    device = new TestDevice(api);
    home = api.newFleet("home-" + fleets++);
    registered = device.register(api.newKey(home, 1).key(), "kitchen");
  }

  private String route() {
    return "/api/v1/devices/" + registered.device();
  }

  private Caller.Reply edit(DeviceEdit edit) {
    return api.asAdmin().patch(route(), edit);
  }

  private static DeviceEdit tags(Map<String, String> tags) {
    return DeviceEdit.ofTags(tags);
  }

  private static DeviceEdit name(String name) {
    return DeviceEdit.ofName(DeviceName.parse(name));
  }

  private TargetState target() {
    return device.signIn(registered.device()).get("/device/v1/state").as(TargetState.class);
  }

  @Test
  void tags_are_set_changed_and_removed_and_the_others_stay() {
    var _ = edit(tags(Map.of("site", "berlin", "room", "1"))).expect(200);
    var view = edit(tags(Map.of("site", "", "room", "2", "row", "a"))).as(DeviceView.class);
    assertThat(view.tags()).isEqualTo(Map.of("room", "2", "row", "a"));
    for (var wrong : List.of(Map.of("Site", "x"), Map.of("site", "two\nlines"))) {
      api.asAdmin().patch(route(), Map.of("tags", wrong)).expect(400);
    }
  }

  @Test
  void a_note_stands_until_another_is_written() {
    var note = DeviceEdit.ofNote("behind the oven");
    var _ = edit(note).expect(200);
    assertThat(edit(tags(Map.of("a", "b"))).as(DeviceView.class).note())
        .isEqualTo("behind the oven");
  }

  @Test
  void a_new_name_reaches_the_device_and_must_be_free() {
    assertThat(edit(name("oven")).as(DeviceView.class).name()).hasToString("oven");
    assertThat(target().name()).hasToString("oven");
    var _ = TestDevice.register(api, api.newKey(home, 1).key(), "cellar");
    var problem = edit(name("cellar")).expect(409).problem();
    assertThat(problem.message())
        .isEqualTo("fleet %s has a device 'cellar' already".formatted(home));
  }

  @Test
  void a_device_that_moves_should_run_what_the_other_fleet_runs() {
    var other = api.newFleet("other-" + fleets++);
    var release = api.release(other, Samples.release(other, Platform.LINUX_AMD64));
    var _ = api.release(home, Samples.release(home, Platform.LINUX_AMD64));
    var there = counter();
    var moved = move(api.asAdmin(), other).as(DeviceView.class);
    assertThat(moved.fleet()).isEqualTo(other);
    assertThat(moved.target().map(ReleaseSummary::id)).contains(release.id());
    assertThat(target().release().orElseThrow().id()).isEqualTo(release.id());
    assertThat(target().fleet()).isEqualTo(other);
    assertThat(counter()).isGreaterThan(there);
  }

  @Test
  void a_device_does_not_move_where_nothing_runs_on_it_or_its_name_is_taken() {
    var other = api.newFleet("other-" + fleets++);
    var _ = api.release(other, Samples.release(other, Platform.LINUX_ARM64));
    var misfit = move(api.asAdmin(), other).expect(409).problem();
    assertThat(misfit.message())
        .startsWith("device 'kitchen' cannot run what fleet %s runs: ".formatted(other))
        .endsWith("has no image of web for linux/amd64");

    var third = api.newFleet("other-" + fleets++);
    var _ = TestDevice.register(api, api.newKey(third, 1).key(), "kitchen");
    assertThat(move(api.asAdmin(), third).expect(409).problem().code())
        .isEqualTo(ProblemCode.CONFLICT);
    assertThat(api.asAdmin().get(route()).as(DeviceView.class).fleet()).isEqualTo(home);
  }

  @Test
  void who_may_not_in_the_other_fleet_moves_nothing() {
    var viewer = api.asNew("vera-" + fleets++, Role.VIEWER);
    var other = api.newFleet("other-" + fleets++);
    move(viewer, other).expect(403);
    var here = api.asNew("hank-" + fleets, Role.NONE);
    grant("hank-" + fleets, home);
    move(here, other).expect(404);
    grant("hank-" + fleets++, other);
    move(here, other).expect(200);
    assertThat(viewer.patch(route(), tags(Map.of())).expect(403).problem().message())
        .endsWith("takes an operator");
    move(api.asAdmin(), FleetName.parse("nowhere")).expect(404);
  }

  /** Of the signed assignment that it is told; it takes none with a smaller one than it saw. */
  private long counter() {
    var payload = target().proof().orElseThrow().assignment().payload();
    return Json.read(Base64.getDecoder().decode(payload), AssignmentStatement.class).counter();
  }

  private void grant(String person, FleetName in) {
    var people = "/api/v1/fleets/%s/people/%s".formatted(in, person);
    api.asAdmin().put(people, new RoleGrant(Role.DEVELOPER)).expect(200);
  }

  private Caller.Reply move(Caller caller, FleetName to) {
    return caller.post(route() + "/move", new DeviceMove(to));
  }
}
