package fleet.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fleet.contract.Json;
import fleet.contract.device.Failure;
import fleet.contract.device.Phase;
import fleet.contract.device.StateReport;
import fleet.contract.device.TargetState;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.ReleaseId;
import fleet.contract.operator.DeviceView;
import fleet.contract.operator.FleetView;
import fleet.contract.operator.NewRollout;
import fleet.contract.operator.RolloutPlan;
import fleet.contract.operator.RolloutProgress;
import fleet.contract.operator.RolloutState;
import fleet.contract.operator.RolloutView;
import fleet.contract.release.Canary;
import fleet.contract.release.NewRelease;
import fleet.contract.release.Platform;
import fleet.contract.release.Release;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Releases that go to some devices first, with devices that say what the test wants. */
class RolloutIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static RunningApi api;
  private static int fleets;

  private FleetName fleet;
  private String path;
  private final Map<String, Caller> devices = new HashMap<>();
  private long sequence;

  @BeforeAll
  static void start() {
    api = RunningApi.alone();
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @BeforeEach
  void three_devices_run_a_release() {
    fleet = api.newFleet("rollouts-" + fleets++);
    path = "/api/v1/fleets/" + fleet;
    var old = push("1.0.0", true);
    api.asAdmin().post(path + "/releases/1.0.0/finalize", Map.of()).expect(200);
    for (var name : List.of("a-" + fleet, "b-" + fleet, "c-" + fleet)) {
      var device = new TestDevice(api);
      var caller = device.signIn(device.register(api.newKey(fleet, 1).key(), name).device());
      devices.put(name.substring(0, 1), caller);
      settled(name.substring(0, 1), old);
    }
    push("2.0.0", true);
  }

  @Test
  void it_is_shown_before_and_goes_on_when_it_stayed_healthy() {
    var wanted = wanted(1, List.of(), Optional.of(42L));
    var plan = api.asAdmin().post(path + "/rollouts/plan", wanted).as(RolloutPlan.class);
    assertThat(plan.first()).hasSize(1);
    assertThat(plan.rest()).isEqualTo(2);
    assertThat(plan.seed()).isEqualTo(42);

    var started = api.asAdmin().post(path + "/rollouts", wanted).expect(201).as(RolloutView.class);
    assertThat(started.first().stream().map(RolloutView.Device::name)).isEqualTo(plan.first());
    var first = plan.first().getFirst().value().substring(0, 1);
    assertThat(targets().get(first)).isEqualTo("2.0.0");
    assertThat(targets().values()).containsOnlyOnce("2.0.0");
    assertThat(why(other(first)))
        .contains("2.0.0 comes when it stayed healthy on the devices that go first");

    settled(first, release("2.0.0"));
    await().atMost(PATIENCE).until(() -> latest().state() == RolloutState.DONE);
    assertThat(targets().values()).containsOnly("2.0.0");
    assertThat(ofFleet()).isEqualTo("2.0.0");
  }

  @Test
  void it_halts_on_the_first_failure_and_nobody_else_moves() {
    start(1, "a");
    failed("a", release("2.0.0"), "no oven");

    await().atMost(PATIENCE).until(() -> latest().state() == RolloutState.HALTED);
    assertThat(latest().reason()).isEqualTo("a-" + fleet + " went back: no oven");
    assertThat(latest().culprit().orElseThrow().value()).isEqualTo("a-" + fleet);
    assertThat(targets()).isEqualTo(Map.of("a", "2.0.0", "b", "1.0.0", "c", "1.0.0"));
    assertThat(why("b")).contains("2.0.0 was halted: a-" + fleet + " went back: no oven");

    api.asAdmin().post(path + "/rollouts/latest/resume", Map.of()).expect(200);
    await().atMost(PATIENCE).until(() -> latest().state() == RolloutState.DONE);
    assertThat(targets().values()).containsOnly("2.0.0");
  }

  @Test
  void it_halts_when_a_device_is_late() {
    start(wanted(1, List.of("a-" + fleet), Optional.empty(), Duration.ofSeconds(1)));

    await().atMost(PATIENCE).until(() -> latest().state() == RolloutState.HALTED);
    assertThat(latest().reason()).startsWith("a-" + fleet + " has not taken it up yet, 1 s after");
  }

  @Test
  void who_gives_it_up_gets_the_devices_back() {
    start(2, "a", "b");
    assertThat(targets()).isEqualTo(Map.of("a", "2.0.0", "b", "2.0.0", "c", "1.0.0"));

    api.asAdmin().post(path + "/rollouts/latest/abort", Map.of()).expect(200);

    assertThat(latest().state()).isEqualTo(RolloutState.ABORTED);
    assertThat(targets().values()).containsOnly("1.0.0");
    api.asAdmin().post(path + "/rollouts/latest/abort", Map.of()).expect(409);
    api.asAdmin().post(path + "/rollouts/latest/resume", Map.of()).expect(409);
  }

  @Test
  void what_becomes_the_fleets_meanwhile_ends_it() {
    start(1, "a");
    push("3.0.0", false);

    assertThat(latest().state()).isEqualTo(RolloutState.ABORTED);
    assertThat(latest().reason()).isEqualTo("3.0.0 became the fleet's at once");
    assertThat(targets().values()).containsOnly("3.0.0");
  }

  @Test
  void a_push_may_ask_for_it() {
    var made = Samples.release(fleet, Optional.of("4.0.0"), false, Platform.LINUX_AMD64);
    var canary = new Canary(1, Optional.of(Duration.ZERO), Optional.empty());
    var release = api.release(fleet, with(made, canary));

    assertThat(targets().values()).containsOnlyOnce("4.0.0");
    var first = latest().first().getFirst().name().value().substring(0, 1);
    settled(first, release);
    await().atMost(PATIENCE).until(() -> latest().state() == RolloutState.DONE);
    assertThat(targets().values()).containsOnly("4.0.0");
  }

  @Test
  void a_push_may_name_who_goes_first() {
    var release = pushFirst(Optional.of(List.of("c-" + fleet)));

    assertThat(targets()).isEqualTo(Map.of("a", "1.0.0", "b", "1.0.0", "c", "5.0.0"));
    assertThat(progress(release).rollout().orElseThrow())
        .returns(5L, RolloutView::seed)
        .returns(RolloutState.RUNNING, RolloutView::state);
  }

  @Test
  void a_push_that_nobody_can_go_first_with_is_kept_and_halts_at_once() {
    var unknown = pushFirst(Optional.of(List.of("other")));
    var halted = progress(unknown);
    assertThat(halted.devices()).isZero();
    assertThat(halted.rollout().orElseThrow())
        .returns(RolloutState.HALTED, RolloutView::state)
        .returns("the fleet has no device 'other'", RolloutView::reason)
        .returns(List.of(), RolloutView::first);
    assertThat(targets().values()).containsOnly("1.0.0");

    fleet = api.newFleet("rollouts-nobody");
    var alone = progress(pushFirst(Optional.empty())).rollout().orElseThrow();
    assertThat(alone.state()).isEqualTo(RolloutState.HALTED);
    assertThat(alone.reason()).isEqualTo("no device is online and can go first");
  }

  @Test
  void the_progress_tells_who_goes_first_why_it_halted_and_that_the_rest_follows() {
    assertThat(progress(release("1.0.0")).rollout()).isEmpty();
    start(1, "a");
    var release = release("2.0.0");
    assertThat(progress(release).rollout().orElseThrow().first())
        .extracting(RolloutView.Device::name)
        .hasToString("[a-%s]".formatted(fleet));
    failed("a", release, "no oven");
    await().atMost(PATIENCE).until(() -> latest().state() == RolloutState.HALTED);
    assertThat(progress(release).devices()).isEqualTo(1);
    assertThat(progress(release).rollout()).contains(latest());

    api.asAdmin().post(path + "/rollouts/latest/resume", Map.of()).expect(200);
    await().atMost(PATIENCE).until(() -> latest().state() == RolloutState.DONE);
    assertThat(progress(release).devices()).isEqualTo(3);
    assertThat(progress(release).rollout()).contains(latest());
  }

  @Test
  void a_release_that_became_the_fleets_otherwise_is_in_no_rollout() {
    start(1, "a");
    var release = release("2.0.0");
    api.asAdmin().post(path + "/releases/2.0.0/deploy", Map.of()).expect(200);

    assertThat(latest().state()).isEqualTo(RolloutState.ABORTED);
    assertThat(progress(release).rollout()).isEmpty();
  }

  @Test
  void more_than_there_are_is_refused() {
    var refused = api.asAdmin().post(path + "/rollouts", wanted(4, List.of(), Optional.empty()));

    assertThat(refused.expect(409).problem().message())
        .isEqualTo("4 devices should go first, and 3 of %s are online and can".formatted(fleet));
    api.asAdmin().get(path + "/rollouts/latest").expect(404);
    assertThat(targets().values()).containsOnly("1.0.0");
  }

  @Test
  void another_node_goes_on_where_one_stopped() {
    start(1, "a");
    api.stop();
    try (var other = api.onPort(0)) {
      other.start();
      await().atMost(PATIENCE).until(() -> other.port() != 0);
    }
    api.startAgain();
    settled("a", release("2.0.0"));

    await().atMost(PATIENCE).until(() -> latest().state() == RolloutState.DONE);
    assertThat(targets().values()).containsOnly("2.0.0");
  }

  @Test
  void a_restart_in_the_middle_of_the_soak_changes_nothing() {
    start(1, "a");
    settled("a", release("2.0.0"));
    api.restart();

    await().atMost(PATIENCE).until(() -> latest().state() == RolloutState.DONE);
    assertThat(ofFleet()).isEqualTo("2.0.0");
  }

  private Release pushFirst(Optional<List<String>> named) {
    var made = Samples.release(fleet, Optional.of("5.0.0"), false, Platform.LINUX_AMD64);
    var canary = new Canary(1, Optional.empty(), Optional.empty(), named, Optional.of(5L));
    return api.release(fleet, with(made, canary));
  }

  private static RolloutProgress progress(Release release) {
    var request = api.asAdmin().request("/api/v1/releases/%s/progress".formatted(release.id()));
    return Json.read(api.asAdmin().firstLines(request, 1).getFirst(), RolloutProgress.class);
  }

  private static NewRelease with(NewRelease made, Canary canary) {
    return new NewRelease(
        made.build(),
        made.author(),
        made.commit(),
        made.semver(),
        made.note(),
        made.tags(),
        made.draft(),
        Optional.of(canary),
        made.services(),
        made.composition());
  }

  private void start(int count, String... names) {
    start(
        wanted(
            count,
            List.of(names).stream().map(name -> name + "-" + fleet).toList(),
            Optional.empty()));
  }

  private void start(NewRollout wanted) {
    api.asAdmin().post(path + "/rollouts", wanted).expect(201);
  }

  private static NewRollout wanted(int count, List<String> names, Optional<Long> seed) {
    return wanted(count, names, seed, Duration.ofMinutes(5));
  }

  private static NewRollout wanted(
      int count, List<String> names, Optional<Long> seed, Duration deadline) {
    var canary = new Canary(count, Optional.of(Duration.ofSeconds(1)), Optional.of(deadline));
    return new NewRollout("2.0.0", canary, names, seed);
  }

  private Release push(String version, boolean draft) {
    return api.release(
        fleet, Samples.release(fleet, Optional.of(version), draft, Platform.LINUX_AMD64));
  }

  private Release release(String version) {
    return api.asAdmin().get(path + "/releases/" + version).as(Release.class);
  }

  private RolloutView latest() {
    return api.asAdmin().get(path + "/rollouts/latest").as(RolloutView.class);
  }

  private String ofFleet() {
    return api.asAdmin().get(path).as(FleetView.class).release().orElseThrow().version();
  }

  private String why(String device) {
    var name = device + "-" + fleet;
    return api.asAdmin().get("/api/v1/devices/" + name).as(DeviceView.class).why();
  }

  private static String other(String device) {
    return device.equals("a") ? "b" : "a";
  }

  /** What each device is told to run; asking makes it be here. */
  private Map<String, String> targets() {
    var targets = new HashMap<String, String>();
    devices.forEach((name, device) ->
        targets.put(
            name,
            device
                .get("/device/v1/state")
                .as(TargetState.class)
                .release()
                .map(release -> release.version())
                .orElse("nothing")));
    return targets;
  }

  private void settled(String device, Release release) {
    report(device, Samples.settled(++sequence, release.id()));
  }

  private void failed(String device, Release release, String reason) {
    var went = Samples.report(++sequence, Phase.ROLLED_BACK, Optional.of(release.id()));
    var failure = new Failure(release.id(), Optional.empty(), reason, List.of());
    report(
        device,
        new StateReport(
            went.protocol(),
            went.sequence(),
            went.at(),
            went.supervisorVersion(),
            went.phase(),
            went.target(),
            Optional.<ReleaseId>empty(),
            Optional.<ReleaseId>empty(),
            went.services(),
            Optional.of(failure),
            went.actions()));
  }

  private void report(String name, StateReport report) {
    var device = Objects.requireNonNull(devices.get(name));
    device.get("/device/v1/state");
    device.post("/device/v1/report", report).expect(204);
  }
}
