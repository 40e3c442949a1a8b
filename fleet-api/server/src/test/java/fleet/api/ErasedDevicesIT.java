package fleet.api;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.contract.device.LogBatch;
import fleet.contract.device.LogLine;
import fleet.contract.identity.DeviceId;
import fleet.contract.identity.DeviceName;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.GroupName;
import fleet.contract.identity.Secret;
import fleet.contract.job.JobAction;
import fleet.contract.job.JobSelection;
import fleet.contract.job.NewJob;
import fleet.contract.operator.DeviceEdit;
import fleet.contract.operator.DeviceMove;
import fleet.contract.operator.NewGroup;
import fleet.contract.operator.NewPin;
import fleet.contract.operator.NewVariable;
import fleet.contract.operator.VariableEdit;
import fleet.contract.release.Platform;
import fleet.contract.release.Release;
import fleet.contract.variable.VariableName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is left of a device that was removed, in every column that there is. */
class ErasedDevicesIT {
  /** All that it was called. */
  private static final String[] NAMES = {"timbuktu", "zanzibar"};

  /** What it said, and what people said of it. */
  private static final String[] WORDS = {"okapi", "quagga", "gnu-said", "numbat", "tapir"};

  private static RunningApi api;
  private static Sweep sweep;

  @BeforeAll
  static void start() {
    api = RunningApi.alone();
    sweep = new Sweep(api);
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @Test
  void a_device_that_is_removed_leaves_its_key_and_number_alone() throws Exception {
    var id = lived("berlin", "berlin");
    assertThat(sweep.find(NAMES))
        .contains(
            "audit_people.name",
            "device_reports.report",
            "devices.name",
            "job_devices.name",
            "job_devices.reason",
            "jobs.selection",
            "rollouts.culprit",
            "rollouts.reason");

    api.asAdmin().delete("/api/v1/devices/zanzibar").expect(204);

    requireGone(id);
    var jobs = api.asAdmin().get("/api/v1/fleets/berlin/jobs/latest/devices").expect(200);
    assertThat(jobs.text()).contains("erased-");
    assertThat(api.asAdmin().get("/api/v1/fleets/berlin/rollouts/latest").expect(200).text())
        .contains("a device said it that was erased");
    assertThat(api.asAdmin().get("/api/v1/audit?fleet=berlin&action=device").text())
        .contains("erased device #", "device.delete", id.toString());
  }

  @Test
  void a_device_that_goes_with_its_fleet_leaves_no_more_where_it_was_before() throws Exception {
    var id = lived("oslo", "bergen");
    api.asAdmin().delete("/api/v1/fleets/bergen").expect(204);
    requireGone(id);
  }

  @Test
  void what_is_kept_by_choice_is_kept() throws Exception {
    var id = lived("lima", "lima");
    api.asAdmin().delete("/api/v1/devices/zanzibar?data=keep").expect(204);
    assertThat(sweep.find(NAMES)).contains("removed_devices.last", "audit_people.name");
    assertThat(sweep.find("quagga")).contains("removed_devices.last");
    assertThat(sweep.find("gnu-said")).isEmpty();
    api.asAdmin().delete("/api/v1/fleets/lima").expect(204);
    requireGone(id);
  }

  private void requireGone(DeviceId id) {
    assertThat(sweep.find(NAMES)).isEmpty();
    assertThat(sweep.find(WORDS)).isEmpty();
    // The tombstone's number, wherever something is told of it.
    assertThat(sweep.find(id.toString()))
        .isSubsetOf(
            "audit.subject",
            "audit.who",
            "events.subject",
            "job_devices.device",
            "tombstones.device");
    assertThat(api.database().everyRow("tombstones")).contains(id.toString());
  }

  /** With all that a device can leave in one fleet, and then moved to another. */
  private DeviceId lived(String first, String last) throws Exception {
    var fleet = api.newFleet(first);
    var release = api.release(fleet, Samples.release(fleet, Platform.LINUX_AMD64));
    var device = new TestDevice(api);
    var id = device.register(api.newKey(fleet, 2).key(), "timbuktu").device();
    said(device.signIn(id), release);
    told(fleet, id, release);
    traced(fleet, id, release);
    if (!first.equals(last)) {
      var to = api.newFleet(last);
      api.asAdmin().post("/api/v1/devices/zanzibar/move", new DeviceMove(to)).expect(200);
    }
    return id;
  }

  private static void said(Caller caller, Release release) {
    caller.post("/device/v1/report", Samples.settled(1, release.id())).expect(204);
    var line = new LogLine(Instant.EPOCH, Optional.empty(), "stdout", "gnu-said hello");
    caller.post("/device/v1/logs", new LogBatch(List.of(line), 0)).expect(204);
  }

  private static void told(FleetName fleet, DeviceId id, Release release) {
    var admin = api.asAdmin();
    var edit =
        new DeviceEdit(
            Optional.of(DeviceName.parse("zanzibar")),
            Optional.of("behind the okapi"),
            Optional.of(Map.of("room", "quagga")));
    admin.patch("/api/v1/devices/" + id, edit).expect(200);
    var variable = new NewVariable(VariableName.parse("COLOUR"), Secret.of("numbat"), false);
    admin
        .patch(
            "/api/v1/devices/zanzibar/variables",
            new VariableEdit(Optional.empty(), List.of(variable), List.of()))
        .expect(204);
    var devices = Optional.of(List.of("zanzibar"));
    var group = GroupName.parse("group-of-" + fleet);
    admin
        .post("/api/v1/groups", new NewGroup(group, Optional.empty(), Optional.empty(), devices))
        .expect(201);
    var pin = new NewPin(release.version(), "it is loud", Optional.empty());
    admin.put("/api/v1/devices/zanzibar/pin", pin).expect(200);
  }

  /** Where it is told of among others. */
  private static void traced(FleetName fleet, DeviceId id, Release release) throws Exception {
    var jobs = "/api/v1/fleets/%s/jobs".formatted(fleet);
    var job =
        new NewJob(
            JobSelection.of(List.of("zanzibar")), new JobAction.Note("seen"), Optional.empty());
    api.asAdmin().post(jobs, job).expect(201);
    while (!api.asAdmin().get(jobs + "/latest").text().contains("DONE")) {
      Thread.onSpinWait();
    }
    api.database()
        .sql(
            """
            update api.job_devices set reason = 'device ''zanzibar'' cannot' where device = '%2$s';
            update api.device_reports set report = jsonb_set(report, '{said}', '"zanzibar tapir"')
            where device = '%2$s';
            insert into api.sessions values (gen_random_uuid(), '%2$s', 'admin', 'web', now(), now());
            insert into api.rollouts (id, fleet, release, state, started_by, created_at, changed_at,
              seed, soak_seconds, deadline_seconds, reason, culprit, looked_at)
            values ('%3$s', '%1$s', '%3$s', 'ABORTED', 'admin', now(), now(), 1, 1, 1,
              'zanzibar went back: tapir', 'timbuktu', now());
            insert into api.rollout_devices values ('%3$s', '%2$s', 1, false, now());
            """
                .formatted(fleet, id, release.id()));
  }
}
