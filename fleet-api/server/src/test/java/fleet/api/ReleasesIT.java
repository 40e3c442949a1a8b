package fleet.api;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.contract.device.TargetState;
import fleet.contract.identity.FleetName;
import fleet.contract.operator.DeviceView;
import fleet.contract.operator.FleetView;
import fleet.contract.operator.Invalidation;
import fleet.contract.operator.ReleaseComparison;
import fleet.contract.operator.ReleaseEdit;
import fleet.contract.operator.ReleaseSummary;
import fleet.contract.operator.Role;
import fleet.contract.operator.Rollback;
import fleet.contract.problem.ProblemCode;
import fleet.contract.release.Platform;
import fleet.contract.release.Release;
import fleet.contract.release.ReleaseState;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people do with releases, and what devices run then. */
class ReleasesIT {
  private static RunningApi api;
  private static int fleets;

  private FleetName fleet;
  private String path;

  @BeforeAll
  static void start() {
    api = RunningApi.alone();
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @BeforeEach
  void a_fleet_is_there() {
    fleet = api.newFleet("releases-" + fleets++);
    path = "/api/v1/fleets/" + fleet;
  }

  @Test
  void a_draft_reaches_devices_when_it_is_final() {
    var first = push("1.0.0", false);
    var device = newDevice("kitchen");
    var draft = push("1.1.0", true);
    assertThat(running(device)).isEqualTo(first.version());

    var done = order(draft, "finalize").expect(200).as(Release.class);

    assertThat(done.state()).isEqualTo(ReleaseState.FINAL);
    assertThat(running(device)).isEqualTo("1.1.0");
    assertThat(ofFleet()).isEqualTo("1.1.0");
    assertThat(order(draft, "finalize").expect(409).problem().message())
        .isEqualTo("release 1.1.0 is no draft");
  }

  @Test
  void an_older_release_comes_back_and_a_newer_one_again() {
    push("1.0.0", false);
    push("1.1.0", false);
    push("1.2.0", false);
    var device = newDevice("kitchen");

    rollback(Optional.empty()).expect(200);
    assertThat(running(device)).isEqualTo("1.1.0");
    rollback(Optional.empty()).expect(200);
    assertThat(running(device)).isEqualTo("1.0.0");
    assertThat(rollback(Optional.empty()).expect(409).problem().code())
        .isEqualTo(ProblemCode.CONFLICT);
    assertThat(rollback(Optional.of("1.2.0")).expect(409).problem().message())
        .isEqualTo("release 1.2.0 is not older than 1.0.0, which the fleet has");

    api.asAdmin().post(path + "/releases/1.2.0/deploy", Map.of()).expect(200);
    assertThat(running(device)).isEqualTo("1.2.0");
    rollback(Optional.of("1.0.0")).expect(200);
    assertThat(running(device)).isEqualTo("1.0.0");
  }

  @Test
  void devices_leave_a_release_that_is_invalidated_and_say_why() {
    push("1.0.0", false);
    var bad = push("1.1.0", false);
    var device = newDevice("kitchen-" + fleet);
    assertThat(running(device)).isEqualTo("1.1.0");

    var invalid =
        api.asAdmin()
            .post(path + "/releases/1.1.0/invalidate", new Invalidation("it burns toast"))
            .expect(200)
            .as(Release.class);

    assertThat(invalid.fault()).contains("it burns toast");
    assertThat(running(device)).isEqualTo("1.0.0");
    assertThat(ofFleet()).isEqualTo("1.0.0");
    var view = api.asAdmin().get("/api/v1/devices/kitchen-" + fleet).as(DeviceView.class);
    assertThat(view.why()).contains("1.1.0 was invalidated: it burns toast");
    assertThat(order(bad, "deploy").expect(409).problem().message())
        .isEqualTo("release 1.1.0 was invalidated: it burns toast");
    assertThat(running(newDevice("attic"))).isEqualTo("1.0.0");
  }

  @Test
  void notes_and_tags_are_changed_and_found() {
    push("1.0.0", false);
    push("1.1.0", false);
    push("1.2.0", true);
    var edit = new ReleaseEdit(Optional.of("new oven"), Map.of("stage", "beta"), Set.of());
    edit("1.0.0", edit).expect(200);
    edit("1.2.0", edit).expect(200);

    var edited =
        edit("1.0.0", new ReleaseEdit(Optional.empty(), Map.of("by", "ada"), Set.of("stage")))
            .as(Release.class);

    assertThat(edited.note()).isEqualTo("new oven");
    assertThat(edited.tags()).isEqualTo(Map.of("by", "ada"));
    assertThat(listed("?tag.stage=beta")).contains("1.2.0").doesNotContain("1.0.0", "1.1.0");
    assertThat(listed("?state=final")).contains("1.0.0", "1.1.0").doesNotContain("1.2.0");
    assertThat(listed("?state=draft&tag.by=ada")).isEqualTo("{\"items\":[]}");
    edit("1.0.0", new ReleaseEdit(Optional.empty(), Map.of("b c", "x"), Set.of())).expect(400);
    assertThat(api.asAdmin().get(path + "/releases?state=gone").expect(400).problem().message())
        .contains("state: expected draft, unsigned, final or invalidated");
  }

  @Test
  void two_releases_are_compared() {
    push("1.0.0", false);
    push("1.1.0", false);

    var comparison =
        api.asAdmin()
            .get(path + "/releases/1.0.0/compare/1.1.0")
            .expect(200)
            .as(ReleaseComparison.class);

    assertThat(comparison.from().version()).isEqualTo("1.0.0");
    var web = comparison.services().getFirst();
    assertThat(web.change()).isEqualTo(ReleaseComparison.Change.CHANGED);
    assertThat(web.images().getFirst().fetch()).isEqualTo(1500);
    api.asAdmin().get(path + "/releases/1.0.0/compare/9.9.9").expect(404);
  }

  @Test
  void who_may_only_look_changes_nothing() {
    var draft = push("1.0.0", true);
    var viewer = api.asNew("vera-" + fleet, Role.VIEWER);
    viewer.post(path + "/releases/1.0.0/finalize", Map.of()).expect(403);
    viewer.post(path + "/releases/1.0.0/deploy", Map.of()).expect(403);
    viewer.post(path + "/releases/1.0.0/invalidate", new Invalidation("x")).expect(403);
    viewer.post(path + "/rollback", new Rollback(Optional.empty())).expect(403);
    assertThat(api.asAdmin().get(path + "/releases/" + draft.id()).as(Release.class).state())
        .isEqualTo(ReleaseState.DRAFT);
  }

  private static Release push(FleetName fleet, String version, boolean draft) {
    return api.release(
        fleet, Samples.release(fleet, Optional.of(version), draft, Platform.LINUX_AMD64));
  }

  private Release push(String version, boolean draft) {
    return push(fleet, version, draft);
  }

  private Caller newDevice(String name) {
    var device = new TestDevice(api);
    return device.signIn(device.register(api.newKey(fleet, 1).key(), name).device());
  }

  private static String running(Caller device) {
    return device
        .get("/device/v1/state")
        .as(TargetState.class)
        .release()
        .map(release -> release.version())
        .orElse("nothing");
  }

  private String ofFleet() {
    var release = api.asAdmin().get(path).as(FleetView.class).release();
    return release.map(ReleaseSummary::version).orElse("nothing");
  }

  private Caller.Reply order(Release release, String order) {
    return api.asAdmin().post("%s/releases/%s/%s".formatted(path, release.id(), order), Map.of());
  }

  private Caller.Reply rollback(Optional<String> to) {
    return api.asAdmin().post(path + "/rollback", new Rollback(to));
  }

  private Caller.Reply edit(String version, ReleaseEdit edit) {
    return api.asAdmin().patch(path + "/releases/" + version, edit);
  }

  private String listed(String query) {
    return api.asAdmin().get(path + "/releases" + query).expect(200).text();
  }
}
