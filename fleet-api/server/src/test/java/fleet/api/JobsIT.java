package fleet.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import fleet.contract.access.ApiKey;
import fleet.contract.access.NewApiKey;
import fleet.contract.access.RoleGrant;
import fleet.contract.access.UserChange;
import fleet.contract.identity.DeviceId;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.GroupName;
import fleet.contract.job.JobAction;
import fleet.contract.job.JobCounts;
import fleet.contract.job.JobDevice;
import fleet.contract.job.JobDeviceState;
import fleet.contract.job.JobPlan;
import fleet.contract.job.JobSelection;
import fleet.contract.job.JobState;
import fleet.contract.job.JobView;
import fleet.contract.job.NewJob;
import fleet.contract.node.AccessAction;
import fleet.contract.operator.DeviceView;
import fleet.contract.operator.NewGroup;
import fleet.contract.operator.Page;
import fleet.contract.operator.Role;
import fleet.contract.release.Platform;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Orders to many devices. */
class JobsIT {
  private static final TypeReference<Page<JobDevice>> DEVICES = new TypeReference<>() {};
  private static final JobAction TAG = new JobAction.Tag(Map.of("site", "berlin"));
  private static RunningApi api;
  private static int fleets;
  private FleetName fleet;
  private List<DeviceId> ids;

  @BeforeAll
  static void start() {
    api = RunningApi.alone();
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @BeforeEach
  void three_devices_of_a_fleet() {
    fleet = api.newFleet("fleet-" + fleets++);
    var key = api.newKey(fleet, 3).key();
    ids = new ArrayList<>();
    for (var name : List.of("lamp", "oven-1", "oven-2")) {
      ids.add(TestDevice.register(api, key, name).device());
    }
  }

  private String route() {
    return "/api/v1/fleets/%s/jobs".formatted(fleet);
  }

  private static NewJob job(JobSelection selection, JobAction action) {
    return new NewJob(selection, action, Optional.empty());
  }

  private static NewJob where(String query, JobAction action) {
    return job(JobSelection.where(query), action);
  }

  private JobView ended(Caller caller, NewJob job) throws InterruptedException {
    return ended(caller.post(route(), job).expect(201).as(JobView.class));
  }

  private static JobView ended(JobView job) throws InterruptedException {
    var route = "/api/v1/fleets/%s/jobs/%s".formatted(job.fleet(), job.id());
    var now = job;
    while (now.state() == JobState.RUNNING) {
      Thread.sleep(20);
      now = api.asAdmin().get(route).as(JobView.class);
    }
    return now;
  }

  private List<JobDevice> devices(JobView job, String filter) {
    var path = "%s/%s/devices%s".formatted(route(), job.id(), filter);
    return api.asAdmin().json().get(path, DEVICES).items();
  }

  private List<String> reasons(JobView job) {
    return devices(job, "").stream().map(JobDevice::reason).toList();
  }

  private static DeviceView device(DeviceId id) {
    return api.asAdmin().get("/api/v1/devices/" + id).as(DeviceView.class);
  }

  @Test
  void the_devices_of_a_job_are_shown_before_and_each_is_told_of_afterwards() throws Exception {
    var wanted = where("name like oven-*", TAG);
    var plan = api.asAdmin().post(route() + "/plan", wanted).as(JobPlan.class);
    assertThat(plan.devices())
        .extracting(found -> found.name().value())
        .containsExactly("oven-1", "oven-2");
    assertThat(device(ids.get(1)).tags()).isEmpty();

    var job = ended(api.asAdmin(), wanted);
    assertThat(job.state()).isEqualTo(JobState.DONE);
    assertThat(job.devices()).isEqualTo(new JobCounts(2, 0, 2, 0, 0));
    assertThat(devices(job, ""))
        .extracting(JobDevice::state)
        .containsOnly(JobDeviceState.DONE)
        .hasSize(2);
    assertThat(device(ids.get(1)).tags()).isEqualTo(Map.of("site", "berlin"));
    assertThat(device(ids.get(0)).tags()).isEmpty();
    assertThat(api.database().audited("job.create"))
        .contains("%s %s: tag on 2 devices".formatted(fleet, job.id()));
    assertThat(api.database().audited("job.done")).contains(fleet + " " + job.id());
  }

  @Test
  void devices_are_meant_by_a_group_or_one_by_one() throws Exception {
    var name = GroupName.parse("ovens-of-" + fleet);
    var ovens = Optional.of("name like oven-*");
    api.asAdmin()
        .post("/api/v1/groups", new NewGroup(name, Optional.of(fleet), ovens, Optional.empty()))
        .expect(201);
    var byGroup = ended(api.asAdmin(), job(JobSelection.of(name), new JobAction.Note("hot")));
    assertThat(byGroup.devices().done()).isEqualTo(2);
    assertThat(device(ids.get(2)).note()).isEqualTo("hot");

    var both = JobSelection.of(List.of("lamp", ids.get(1).toString()));
    assertThat(ended(api.asAdmin(), job(both, TAG)).devices().done()).isEqualTo(2);
    var unknown = job(JobSelection.of(List.of("lamp", "fridge")), TAG);
    assertThat(api.asAdmin().post(route(), unknown).expect(404).problem().message())
        .isEqualTo("fleet %s has no device 'fridge'".formatted(fleet));
  }

  @Test
  void what_is_refused_for_one_device_hinders_no_other() throws Exception {
    var there = api.newFleet("there-" + fleets++);
    var _ = TestDevice.register(api, api.newKey(there, 1).key(), "oven-1");
    var job = ended(api.asAdmin(), where("", new JobAction.Move(there)));
    assertThat(job.devices()).isEqualTo(new JobCounts(3, 0, 2, 1, 0));
    assertThat(devices(job, "?state=failed"))
        .singleElement()
        .satisfies(failed -> {
          assertThat(failed.device()).isEqualTo(ids.get(1));
          assertThat(failed.reason())
              .isEqualTo("fleet %s has a device 'oven-1' already".formatted(there));
        });
    assertThat(device(ids.get(0)).fleet()).isEqualTo(there);
    assertThat(device(ids.get(1)).fleet()).isEqualTo(fleet);
    api.asAdmin().get(route() + "/latest/devices?state=broken").expect(400);
  }

  @Test
  void devices_are_pinned_and_freed_and_what_is_so_already_is_passed_over() throws Exception {
    var release = api.release(fleet, Samples.release(fleet, Platform.LINUX_AMD64));
    var pin = new JobAction.Pin(release.version(), "the fan is loud", Optional.empty());
    assertThat(ended(api.asAdmin(), where("name like oven-*", pin)).devices().done()).isEqualTo(2);
    assertThat(device(ids.get(1)).pin()).isPresent();
    var freed = ended(api.asAdmin(), where("", new JobAction.Unpin()));
    assertThat(freed.devices()).isEqualTo(new JobCounts(3, 0, 2, 0, 1));
    assertThat(reasons(freed)).containsExactly("it is not pinned", "", "");
    var missing = new JobAction.Pin("9.9.9", "why not", Optional.empty());
    assertThat(ended(api.asAdmin(), where("", missing)).devices().failed()).isEqualTo(3);
  }

  @Test
  void removed_devices_stay_in_the_job_that_removed_them() throws Exception {
    var job = ended(api.asAdmin(), where("name = lamp", new JobAction.Remove(true)));
    assertThat(job.devices().done()).isEqualTo(1);
    assertThat(devices(job, "").getFirst().name()).hasToString("lamp");
    api.asAdmin().get("/api/v1/devices/" + ids.get(0)).expect(404);
    var kept = api.asAdmin().get("/api/v1/fleets/%s/removed-devices".formatted(fleet));
    assertThat(kept.text()).contains(ids.get(0).toString());
  }

  @Test
  void a_job_is_refused_that_means_nobody_or_others_than_were_seen() {
    var admin = api.asAdmin();
    admin.post(route(), where("name = nobody", TAG)).expect(404);
    admin.post(route(), where("nmae = lamp", TAG)).expect(400);
    var seen = new NewJob(JobSelection.where(""), TAG, Optional.of(2));
    assertThat(admin.post(route(), seen).expect(409).problem().message())
        .isEqualTo("3 devices are meant now, and not 2");
    var both = "{\"selection\":{\"where\":\"\",\"group\":\"g\"},\"action\":{\"kind\":\"unpin\"}}";
    admin.postRaw(route(), both.getBytes(StandardCharsets.UTF_8)).expect(400);
    admin.get(route() + "/latest").expect(404);
    admin.call("POST", route() + "/latest/cancel").expect(404);
  }

  @Test
  void a_job_takes_the_rights_that_each_device_alone_would_take() {
    var viewer = api.asNew("viewer-" + fleets, Role.VIEWER);
    viewer.post(route() + "/plan", where("", TAG)).expect(200);
    viewer.post(route(), where("", TAG)).expect(403);
    var operator = api.asNew("operator-" + fleets, Role.OPERATOR);
    operator.post(route(), where("", new JobAction.Remove(false))).expect(403);
    operator
        .post(route(), where("", new JobAction.Move(api.newFleet("far-" + fleets))))
        .expect(403);
    operator.post(route(), where("", TAG)).expect(201);
    var elsewhere = new JobAction.Move(FleetName.parse("nowhere"));
    api.asAdmin().post(route(), where("", elsewhere)).expect(404);
  }

  @Test
  void whoever_loses_the_right_or_is_disabled_has_nothing_done_any_more() throws Exception {
    var name = "bulk-" + fleets;
    var caller = api.asNew(name, Role.NONE);
    var people = "/api/v1/fleets/%s/people/%s".formatted(fleet, name);
    api.asAdmin().put(people, new RoleGrant(Role.OPERATOR)).expect(200);
    var lost =
        whileTheFleetIsHeld(() -> {
          var made = caller.post(route(), where("", TAG));
          api.asAdmin().delete(people).expect(204);
          return made;
        });
    assertThat(reasons(lost))
        .containsOnly("%s, who ordered it, may not any more".formatted(name))
        .hasSize(3);

    api.asAdmin().put(people, new RoleGrant(Role.OPERATOR)).expect(200);
    var disabled =
        whileTheFleetIsHeld(() -> {
          var made = caller.post(route(), where("", TAG));
          var off = new UserChange(Optional.empty(), Optional.of(true));
          api.asAdmin().patch("/api/v1/users/" + name, off).expect(200);
          return made;
        });
    assertThat(reasons(disabled))
        .containsOnly("%s, who ordered it, may not sign in any more".formatted(name));
    assertThat(device(ids.get(0)).tags()).isEmpty();
  }

  @Test
  void a_job_ends_with_the_api_key_by_which_it_was_ordered() throws Exception {
    var wanted =
        new NewApiKey(
            "bulk",
            Set.of(AccessAction.OPERATE, AccessAction.VIEW),
            Optional.of(Set.of(fleet)),
            Optional.empty());
    var key = api.asAdmin().post("/api/v1/api-keys", wanted).as(ApiKey.class);
    var caller = api.as(key.key());
    caller.post(route(), where("", new JobAction.Remove(false))).expect(403);
    assertThat(ended(caller, where("name = lamp", TAG)).devices().done()).isEqualTo(1);
    var lost =
        whileTheFleetIsHeld(() -> {
          var made = caller.post(route(), where("", new JobAction.Note("hot")));
          api.asAdmin().delete("/api/v1/api-keys/" + key.about().id()).expect(204);
          return made;
        });
    assertThat(reasons(lost)).containsOnly("the API key by which it was ordered was removed");
  }

  @Test
  void a_fleet_has_so_many_jobs_that_run_at_once() throws Exception {
    var first =
        whileTheFleetIsHeld(() -> {
          var made = api.asAdmin().post(route(), where("", TAG));
          for (var more = 1; more < 20; more++) {
            api.asAdmin().post(route(), where("", TAG)).expect(201);
          }
          assertThat(api.asAdmin().post(route(), where("", TAG)).expect(409).problem().message())
              .isEqualTo("fleet %s has 20 jobs that run already".formatted(fleet));
          return made;
        });
    assertThat(first.devices().done()).isEqualTo(3);
  }

  @Test
  void a_cancelled_job_leaves_out_whoever_waits() throws Exception {
    var cancelled =
        whileTheFleetIsHeld(() -> {
          var made = api.asAdmin().post(route(), where("", TAG));
          api.asAdmin().call("POST", route() + "/latest/cancel").expect(200);
          return made;
        });
    assertThat(cancelled.state()).isEqualTo(JobState.CANCELLED);
    assertThat(cancelled.cancelledBy()).hasToString("Optional[admin]");
    assertThat(cancelled.devices()).isEqualTo(new JobCounts(3, 0, 0, 0, 3));
    assertThat(reasons(cancelled)).containsOnly("admin cancelled the job");
    assertThat(device(ids.get(0)).tags()).isEmpty();
    api.asAdmin().call("POST", route() + "/latest/cancel").expect(409);
  }

  @Test
  void devices_that_left_meanwhile_are_passed_over() throws Exception {
    var there = api.newFleet("there-" + fleets++);
    var job =
        whileTheFleetIsHeld(() -> {
          var made = api.asAdmin().post(route(), where("", TAG));
          api.database().sql("delete from api.devices where id = '%s'".formatted(ids.get(0)));
          api.database()
              .sql(
                  "update api.devices set fleet = '%s' where id = '%s'"
                      .formatted(there, ids.get(1)));
          return made;
        });
    assertThat(reasons(job))
        .containsExactly(
            "it was removed meanwhile", "it went to fleet %s meanwhile".formatted(there), "");
  }

  @Test
  void jobs_are_listed_the_newest_first_and_forgotten_after_a_month() throws Exception {
    var first = ended(api.asAdmin(), where("", TAG));
    var second = ended(api.asAdmin(), where("name = lamp", TAG));
    var page = new TypeReference<Page<JobView>>() {};
    assertThat(api.asAdmin().json().get(route(), page).items()).containsExactly(second, first);
    var part = api.asAdmin().json().get(route() + "?limit=1", page);
    var rest = route() + "?after=" + part.next().orElseThrow();
    assertThat(api.asAdmin().json().get(rest, page).items()).containsExactly(first);
    api.database()
        .sql(
            "update api.jobs set ended_at = now() - interval '31 days' where id = '%s'"
                .formatted(first.id()));
    while (api.asAdmin().get(route() + "/" + first.id()).status() != 404) {
      Thread.sleep(100);
    }
    assertThat(api.database().everyRow("job_devices")).doesNotContain(first.id().toString());
  }

  /** Orders something of devices while nobody can begin with it. */
  private interface Ordering {
    Caller.Reply order();
  }

  /** Whoever carries a job out holds the fleet alone; making one needs less. */
  private JobView whileTheFleetIsHeld(Ordering ordering) throws Exception {
    var share = "select 1 from api.fleets where name = '%s' for key share".formatted(fleet);
    var made = new ArrayList<JobView>();
    try (var held = api.database().holding(share)) {
      made.add(ordering.order().expect(201).as(JobView.class));
      held.rollback();
    }
    return ended(made.getFirst());
  }
}
