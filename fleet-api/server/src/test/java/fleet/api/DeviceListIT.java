package fleet.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import fleet.contract.device.ContainerState;
import fleet.contract.device.Failure;
import fleet.contract.device.Health;
import fleet.contract.device.Phase;
import fleet.contract.device.ServiceState;
import fleet.contract.device.StateReport;
import fleet.contract.identity.DeviceName;
import fleet.contract.identity.ReleaseId;
import fleet.contract.identity.ServiceName;
import fleet.contract.operator.DeviceView;
import fleet.contract.operator.FleetView;
import fleet.contract.operator.Page;
import fleet.contract.operator.Role;
import fleet.contract.problem.ProblemCode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Lists of those devices that a query means. */
class DeviceListIT {
  private static RunningApi api;

  @BeforeAll
  static void start() {
    api = RunningApi.alone();
    var berlin = api.newFleet("berlin");
    var attic = api.newFleet("attic");
    var key = api.newKey(berlin, 3).key();
    for (var name : List.of("kitchen-1", "kitchen-2", "cellar")) {
      var _ = TestDevice.register(api, key, name);
    }
    var _ = TestDevice.register(api, api.newKey(attic, 1).key(), "kitchen-3");
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  private static List<String> names(Caller caller, String query, String more) {
    var where = URLEncoder.encode(query, StandardCharsets.UTF_8);
    var page = caller.json().get("/api/v1/devices?where=" + where + more, DEVICES);
    return page.items().stream().map(DeviceView::name).map(DeviceName::toString).toList();
  }

  private static final TypeReference<Page<DeviceView>> DEVICES = new TypeReference<>() {};

  @Test
  void only_what_is_meant_is_listed() {
    assertThat(names(api.asAdmin(), "name like kitchen-* and status = never-seen", ""))
        .containsExactly("kitchen-3", "kitchen-1", "kitchen-2");
    assertThat(names(api.asAdmin(), "not name like kitchen-*", "")).containsExactly("cellar");
    assertThat(names(api.asAdmin(), "supervisor < 0.1.0 or seen < 5m", "")).isEmpty();
  }

  @Test
  void what_a_device_says_of_itself_is_asked_for() {
    var graz = api.newFleet("graz");
    var device = new TestDevice(api);
    var id = device.register(api.newKey(graz, 1).key(), "oven").device();
    assertThat(names(api.asAdmin(), "phase = idle", "&fleet=graz")).containsExactly("oven");
    assertThat(names(api.asAdmin(), "failed = true", "&fleet=graz")).isEmpty();
    device.signIn(id).post("/device/v1/report", failed()).expect(204);
    var failed = "phase = rolled-back and failed = true and degraded = true";
    assertThat(names(api.asAdmin(), failed, "&fleet=graz")).containsExactly("oven");
    assertThat(names(api.asAdmin(), "settled = true or phase = idle", "&fleet=graz")).isEmpty();
    var fleet = api.asAdmin().get("/api/v1/fleets/graz").expect(200).as(FleetView.class);
    assertThat(fleet.failed()).isEqualTo(1);
  }

  private static StateReport failed() {
    var said = Samples.report(1, Phase.ROLLED_BACK, Optional.empty());
    var web =
        new ServiceState(
            ServiceName.parse("web"),
            Optional.empty(),
            Optional.empty(),
            ContainerState.RUNNING,
            Health.UNHEALTHY,
            0,
            Optional.empty());
    return new StateReport(
        said.protocol(),
        said.sequence(),
        said.at(),
        said.supervisorVersion(),
        said.phase(),
        said.target(),
        said.running(),
        said.healthy(),
        List.of(web),
        Optional.of(
            new Failure(ReleaseId.random(), Optional.of(web.name()), "it burns", List.of())),
        said.actions());
  }

  @Test
  void a_query_goes_with_the_fleet_and_with_parts() {
    assertThat(names(api.asAdmin(), "name like kitchen*", "&fleet=berlin"))
        .containsExactly("kitchen-1", "kitchen-2");
    assertThat(names(api.asAdmin(), "name like kitchen*", "&limit=1&after=attic/kitchen-3"))
        .containsExactly("kitchen-1");
  }

  @Test
  void a_query_shows_nobody_what_they_may_not_see() {
    var nobody = api.asNew("nora", Role.NONE);
    assertThat(names(nobody, "name = cellar or fleet != x", "")).isEmpty();
  }

  @Test
  void a_query_that_is_wrong_is_refused_with_the_place_and_a_hint() {
    var problem = api.asAdmin().get("/api/v1/devices?where=naem%3Da").expect(400).problem();
    assertThat(problem.code()).isEqualTo(ProblemCode.INVALID_REQUEST);
    assertThat(problem.message())
        .isEqualTo("the query is wrong at character 1: there is no field 'naem'");
    assertThat(problem.hint()).isEqualTo("did you mean 'name'?");
  }
}
