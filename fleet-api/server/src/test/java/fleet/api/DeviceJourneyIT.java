package fleet.api;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.contract.device.Phase;
import fleet.contract.device.RegisterRequest;
import fleet.contract.device.Registered;
import fleet.contract.device.TargetState;
import fleet.contract.identity.DeviceId;
import fleet.contract.identity.Secret;
import fleet.contract.operator.DeviceStatus;
import fleet.contract.operator.DeviceView;
import fleet.contract.operator.FleetView;
import fleet.contract.operator.RolloutProgress;
import fleet.contract.problem.ProblemCode;
import fleet.contract.release.Platform;
import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** From a provisioning key to a release that runs. */
class DeviceJourneyIT {
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
  void a_device_registers_signs_in_polls_reports_and_counts_as_healthy() {
    var fleet = api.newFleet("berlin");
    var release = api.release(fleet, Samples.release(fleet, Platform.LINUX_AMD64));
    var device = new TestDevice(api);
    var registered = device.register(api.newKey(fleet, 1).key(), "kitchen");
    var caller = device.signIn(registered.device());

    var first = caller.get("/device/v1/state").expect(200);
    var target = first.as(TargetState.class);
    assertThat(target.release().orElseThrow().id()).isEqualTo(release.id());
    assertThat(target.registry().toString()).isEqualTo("http://127.0.0.1:5000");
    var again = caller.request("/device/v1/state").header("If-None-Match", first.header("ETag"));
    assertThat(caller.send(again.GET()).expect(304).text()).isEmpty();

    caller.post("/device/v1/report", Samples.settled(1, release.id())).expect(204);
    var view = api.asAdmin().get("/api/v1/devices/kitchen").as(DeviceView.class);
    assertThat(view.status()).isEqualTo(DeviceStatus.ONLINE);
    assertThat(view.phase()).isEqualTo(Phase.SETTLED);
    assertThat(view.why()).isEqualTo("runs 0.0.0+rev1, healthy, as fleet berlin should");
    assertThat(api.asAdmin().get("/api/v1/fleets/berlin").as(FleetView.class))
        .returns(1, FleetView::devices)
        .returns(1, FleetView::online)
        .returns(1, FleetView::settled)
        .returns(0, FleetView::failed)
        .returns("ssh://git@127.0.0.1:2222/berlin.git", FleetView::gitUrl);
  }

  @Test
  void progress_is_told_at_once_and_at_each_change() {
    var fleet = api.newFleet("paris");
    var release = api.release(fleet, Samples.release(fleet, Platform.LINUX_AMD64));
    var device = new TestDevice(api);
    var registered = device.register(api.newKey(fleet, 1).key(), "attic");
    var caller = device.signIn(registered.device());
    var looks = new ArrayList<RolloutProgress>();
    api.asServer().json().stream(
        "/internal/v1/releases/%s/progress".formatted(release.id()),
        RolloutProgress.class,
        look -> {
          if (looks.isEmpty()) {
            caller.post("/device/v1/report", Samples.settled(1, release.id())).expect(204);
          }
          looks.add(look);
          return look.healthy() == 0;
        });
    assertThat(looks.getFirst())
        .returns(1, RolloutProgress::devices)
        .returns(0, RolloutProgress::running);
    assertThat(looks.getLast())
        .returns(1, RolloutProgress::running)
        .returns(1, RolloutProgress::healthy);
  }

  @Test
  void a_report_whose_sequence_number_was_seen_changes_nothing() {
    var fleet = api.newFleet("madrid");
    var release = api.release(fleet, Samples.release(fleet, Platform.LINUX_AMD64));
    var device = new TestDevice(api);
    var registered = device.register(api.newKey(fleet, 1).key(), "cellar");
    var caller = device.signIn(registered.device());
    caller.post("/device/v1/report", Samples.settled(7, release.id())).expect(204);
    caller
        .post("/device/v1/report", Samples.report(6, Phase.DOWNLOADING, Optional.empty()))
        .expect(204);
    assertThat(api.asAdmin().get("/api/v1/devices/cellar").as(DeviceView.class).phase())
        .isEqualTo(Phase.SETTLED);
  }

  @Test
  void a_report_that_tells_nothing_new_counts_too() {
    var fleet = api.newFleet("seville");
    var release = api.release(fleet, Samples.release(fleet, Platform.LINUX_AMD64));
    var device = new TestDevice(api);
    var registered = device.register(api.newKey(fleet, 1).key(), "attic");
    var caller = device.signIn(registered.device());
    caller.post("/device/v1/report", Samples.settled(5, release.id())).expect(204);
    caller.post("/device/v1/report", Samples.settled(7, release.id())).expect(204);
    caller
        .post("/device/v1/report", Samples.report(6, Phase.DOWNLOADING, Optional.empty()))
        .expect(204);
    assertThat(api.asAdmin().get("/api/v1/devices/attic").as(DeviceView.class).phase())
        .isEqualTo(Phase.SETTLED);
  }

  @Test
  void a_device_without_an_image_for_it_keeps_the_old_release_and_says_why() {
    var fleet = api.newFleet("oslo");
    var old = api.release(fleet, Samples.release(fleet, Platform.LINUX_AMD64));
    var device = new TestDevice(api);
    var registered = device.register(api.newKey(fleet, 1).key(), "porch");
    var caller = device.signIn(registered.device());
    api.release(fleet, Samples.release(fleet, Platform.LINUX_ARM64));
    var target = caller.get("/device/v1/state").as(TargetState.class);
    assertThat(target.release().orElseThrow().id()).isEqualTo(old.id());
    assertThat(api.asAdmin().get("/api/v1/devices/porch").as(DeviceView.class).why())
        .contains("keeps it, for 0.0.0+rev2 has no image of web for linux/amd64");
  }

  @Test
  void wrong_used_up_and_revoked_provisioning_keys_each_have_their_sentence() {
    var fleet = api.newFleet("rome");
    var wrong = new TestDevice(api).tryRegister(Secret.of("fleetkey_wrong"), Optional.empty());
    assertThat(wrong.expect(401).problem().message())
        .isEqualTo("this provisioning key is not known");

    var once = api.newKey(fleet, 1);
    TestDevice.register(api, once.key(), "first");
    var usedUp = new TestDevice(api).tryRegister(once.key(), Optional.empty());
    assertThat(usedUp.expect(410).problem().message())
        .isEqualTo("this provisioning key is used up");

    var revoked = api.newKey(fleet, 1);
    api.asAdmin()
        .delete("/api/v1/fleets/rome/provisioning-keys/" + revoked.about().id())
        .expect(204);
    var late = new TestDevice(api).tryRegister(revoked.key(), Optional.empty());
    assertThat(late.expect(410).problem().message()).isEqualTo("this provisioning key was revoked");
  }

  @Test
  void registering_again_answers_the_same_device_and_takes_no_use() {
    var fleet = api.newFleet("lisbon");
    var key = api.newKey(fleet, 1).key();
    var device = new TestDevice(api);
    var first = device.register(key, "roof");
    var second = device.tryRegister(key, Optional.of("other")).as(Registered.class);
    assertThat(second).isEqualTo(first);
  }

  @Test
  void a_taken_name_gives_way_to_one_that_people_can_say() {
    var fleet = api.newFleet("vienna");
    var key = api.newKey(fleet, 2).key();
    TestDevice.register(api, key, "garden");
    var second = TestDevice.register(api, key, "garden");
    assertThat(second.name().value()).matches("[a-z]+-[a-z]+");
  }

  @Test
  void a_proof_by_another_key_registers_nothing() {
    var fleet = api.newFleet("athens");
    var key = api.newKey(fleet, 1).key();
    var stranger = new TestDevice(api);
    var victim = new TestDevice(api);
    var proof = stranger.sign(RegisterRequest.proofMessage(key, victim.publicKey()));
    var request = victim.request(key, Optional.empty(), proof, Platform.LINUX_AMD64);
    api.anybody().post("/device/v1/register", request).expect(401);
  }

  @Test
  void a_challenge_opens_nothing_for_another_device_or_another_key() {
    var fleet = api.newFleet("dublin");
    var key = api.newKey(fleet, 2).key();
    var one = new TestDevice(api);
    var other = new TestDevice(api);
    var first = one.register(key, "one").device();
    var second = other.register(key, "other").device();
    var nonce = one.challenge(first).nonce();
    assertThat(session(other, second, nonce)).isEqualTo(ProblemCode.UNAUTHENTICATED);
    assertThat(session(other, first, nonce)).isEqualTo(ProblemCode.UNAUTHENTICATED);
    api.anybody().post("/device/v1/session", one.signed(first, nonce)).expect(200);
  }

  @Test
  void a_removed_device_is_let_in_no_more() {
    var fleet = api.newFleet("prague");
    var device = new TestDevice(api);
    var registered = device.register(api.newKey(fleet, 1).key(), "shed");
    var caller = device.signIn(registered.device());
    caller.get("/device/v1/state").expect(200);
    api.asAdmin().delete("/api/v1/devices/shed").expect(204);
    caller.get("/device/v1/state").expect(401);
    caller.post("/device/v1/report", Samples.report(1, Phase.IDLE, Optional.empty())).expect(401);
  }

  private static ProblemCode session(TestDevice device, DeviceId id, String nonce) {
    return api.anybody()
        .post("/device/v1/session", device.signed(id, nonce))
        .expect(401)
        .problem()
        .code();
  }
}
