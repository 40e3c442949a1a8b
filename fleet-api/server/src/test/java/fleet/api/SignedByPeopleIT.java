package fleet.api;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.contract.Json;
import fleet.contract.device.Registered;
import fleet.contract.device.TargetState;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.PublicKey;
import fleet.contract.identity.ReleaseId;
import fleet.contract.operator.DeviceMove;
import fleet.contract.operator.Invalidation;
import fleet.contract.operator.NewPin;
import fleet.contract.operator.NewSignatures;
import fleet.contract.operator.Role;
import fleet.contract.operator.RolloutState;
import fleet.contract.operator.RolloutView;
import fleet.contract.operator.SignersView;
import fleet.contract.release.Canary;
import fleet.contract.release.Platform;
import fleet.contract.release.Release;
import fleet.contract.release.ReleaseState;
import fleet.contract.trust.Envelope;
import fleet.contract.trust.KeyId;
import fleet.contract.trust.Proof;
import fleet.contract.trust.Signer;
import fleet.contract.trust.Signers;
import fleet.contract.trust.SigningKey;
import fleet.contract.trust.TrustChain;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Fleets whose releases need the signatures of people, made with keys that the server never has.
 */
class SignedByPeopleIT {
  private static RunningApi api;
  private static int fleets;
  private final SigningKey alice = SigningKey.random();
  private final SigningKey bob = SigningKey.random();
  private TestDevice device;
  private FleetName fleet;
  private Registered registered;
  private Release old;

  @BeforeAll
  static void start() {
    api = RunningApi.alone();
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @BeforeEach
  void a_device_of_a_fleet_with_a_release() {
    device = new TestDevice(api);
    fleet = api.newFleet("signed-" + fleets++);
    registered = device.register(api.newKey(fleet, 1).key(), "kitchen");
    old = released();
  }

  @Test
  void a_push_waits_for_the_signatures_and_goes_out_with_the_last_of_them() {
    require(0, 1, alice, bob);
    sign(old, alice, bob).expect(200);
    require(2, 2, alice, bob);

    var pushed = released();
    assertThat(pushed.state()).isEqualTo(ReleaseState.UNSIGNED);
    assertThat(told()).contains(old.id());
    assertThat(sign(pushed, alice).as(Release.class).state()).isEqualTo(ReleaseState.UNSIGNED);
    assertThat(told()).contains(old.id());
    assertThat(sign(pushed, bob).as(Release.class).state()).isEqualTo(ReleaseState.FINAL);
    assertThat(told()).contains(pushed.id());

    var proof = proof();
    var server = newest();
    var signers = Signers.begin(proof.signers(), server).orElseThrow();
    assertThat(signers.required()).isEqualTo(2);
    assertThat(signers.signed(proof.release())).extracting(Signer::name).containsExactly("a", "b");
    assertThat(api.audited("release.sign")).hasSizeGreaterThanOrEqualTo(3);
  }

  @Test
  void what_was_pushed_as_a_canary_is_one_once_it_is_signed() {
    require(0, 1, alice);
    sign(old, alice).expect(200);
    require(1, 2, alice);
    var canary = new Canary(1, Optional.empty(), Optional.empty());
    var pushed =
        api.release(fleet, ReleaseTour.with(Samples.release(fleet, Platform.LINUX_AMD64), canary));
    sign(pushed, alice).expect(200);
    var rollout = api.asAdmin().get(route("rollouts/latest")).as(RolloutView.class);
    assertThat(rollout.state()).as("no device is online").isEqualTo(RolloutState.HALTED);
    assertThat(rollout.release().id()).isEqualTo(pushed.id());
    assertThat(told()).contains(old.id());
  }

  @Test
  void nothing_gives_a_device_what_is_not_signed() {
    require(0, 1, alice);
    sign(old, alice).expect(200);
    var unsigned = draft();
    var current = draft();
    sign(current, alice).expect(200);
    require(1, 2, alice);
    post("releases/%s/finalize".formatted(current.version())).expect(200);
    assertThat(told()).contains(current.id());

    var lacks =
        "release %s has 0 of the 1 signatures that fleet %s requires"
            .formatted(unsigned.version(), fleet);
    assertThat(
            post("releases/%s/deploy".formatted(unsigned.version()))
                .expect(409)
                .problem()
                .message())
        .isEqualTo(lacks);
    var pin = new NewPin(unsigned.version(), "to see", Optional.empty());
    assertThat(
            api.asAdmin()
                .put("/api/v1/devices/%s/pin".formatted(registered.device()), pin)
                .expect(409)
                .problem()
                .hint())
        .isEqualTo("fleet release sign %s %s --key FILE".formatted(fleet, unsigned.version()));
    assertThat(post("releases/%s/finalize".formatted(unsigned.version())).as(Release.class).state())
        .isEqualTo(ReleaseState.UNSIGNED);
    post("releases/%s/finalize".formatted(unsigned.version())).expect(409);
    api.asAdmin()
        .post(
            route("releases/%s/invalidate".formatted(current.version())), new Invalidation("loud"))
        .expect(200);
    assertThat(told()).as("the newest that is signed").contains(old.id());
    sign(unsigned, alice).expect(200);
    assertThat(told()).contains(unsigned.id());
  }

  @Test
  void signers_are_changed_by_themselves_and_only_once_what_runs_is_signed() {
    assertThat(propose(signers(1, 1, alice)).expect(409).problem().message())
        .isEqualTo(
            "release %s, which %s runs, has 0 of the 1 signatures that fleet %s requires"
                .formatted(old.version(), fleet, fleet));
    require(0, 1, alice, bob);
    sign(old, alice, bob).expect(200);
    require(1, 2, alice);
    assertThat(propose(signers(3, 0)).expect(409).problem().message())
        .isEqualTo("the change has 0 of the 1 signatures that fleet %s requires".formatted(fleet));
    propose(signers(3, 0).with(bob)).expect(409);
    propose(signers(2, 0).with(alice)).expect(409);
    propose(said(new Signers(FleetName.parse("other"), 3, 0, List.of(), Instant.now())).with(alice))
        .expect(400);
    assertThat(propose(signers(3, 1, bob).with(alice)).expect(200).as(SignersView.class).chain())
        .hasSize(3);
    assertThat(propose(signers(4, 1, alice).with(alice)).expect(409).problem().message())
        .contains("the change has 0 of the 1");
    propose(signers(4, 0).with(bob)).expect(200);
    assertThat(released().state()).isEqualTo(ReleaseState.FINAL);
  }

  @Test
  void signatures_of_strangers_and_false_ones_are_refused() {
    assertThat(sign(old, alice).expect(409).problem().message()).contains("has no signers");
    require(0, 1, alice);
    assertThat(sign(old, bob).expect(400).problem().message())
        .isEqualTo(
            "key %s is of no signer of fleet %s".formatted(KeyId.of(bob.publicKey()), fleet));
    var other = statement(draft()).with(alice).signature(alice.publicKey()).orElseThrow();
    assertThat(post(old, new NewSignatures(List.of(other))).expect(400).problem().message())
        .isEqualTo("the signature of a is not over release %s".formatted(old.version()));
    api.asAdmin()
        .post(
            route("releases/%s/signatures".formatted(old.version())),
            Map.of("signatures", List.of()))
        .expect(400);
    var wrong = Envelope.sign("text/plain", new byte[] {1}, alice);
    assertThat(propose(wrong).expect(400).problem().message())
        .contains("expected a fleet's signers");
    propose(new Envelope(Signers.TYPE, "!", List.of())).expect(400);
  }

  @Test
  void who_may_push_signs_and_who_owns_the_fleet_names_signers() {
    var developer = api.asNew("developer-of-" + fleet, Role.DEVELOPER);
    developer.post(route("signers"), signers(1, 0, alice)).expect(403);
    developer.get(route("signers")).expect(200);
    require(0, 1, alice);
    developer
        .post(route("releases/%s/signatures".formatted(old.version())), signatures(old, alice))
        .expect(200);
    var viewer = api.asNew("viewer-of-" + fleet, Role.VIEWER);
    viewer
        .post(route("releases/%s/signatures".formatted(old.version())), signatures(old, alice))
        .expect(403);
  }

  @Test
  void the_signatures_outlive_the_servers_key() {
    require(0, 1, alice);
    sign(old, alice).expect(200);
    require(1, 2, alice);
    var before = proof().release();
    api.asAdmin().call("POST", "/api/v1/trust/rotate").expect(200);
    var after = proof();
    assertThat(after.release().payload()).isEqualTo(before.payload());
    assertThat(after.release().isSignedBy(alice.publicKey())).isTrue();
    assertThat(after.release().isSignedBy(newest())).isTrue();
    assertThat(after.release().signatures()).hasSize(2);
    assertThat(Signers.begin(after.signers(), newest())).isPresent();
  }

  @Test
  void a_device_does_not_leave_a_fleet_whose_signers_it_believes() {
    require(0, 1, alice);
    sign(old, alice).expect(200);
    var other = api.newFleet("signed-" + fleets++);
    var move = "/api/v1/devices/%s/move".formatted(registered.device());
    require(1, 2, alice);
    assertThat(api.asAdmin().post(move, new DeviceMove(other)).expect(409).problem().message())
        .isEqualTo(
            "device 'kitchen' believes the signers of fleet %s, and follows no other"
                .formatted(fleet));
    propose(signers(3, 0).with(alice)).expect(200);
    api.asAdmin().post(move, new DeviceMove(other)).expect(200);
  }

  private String route(String rest) {
    return "/api/v1/fleets/%s/%s".formatted(fleet, rest);
  }

  private Caller.Reply post(String rest) {
    return api.asAdmin().call("POST", route(rest));
  }

  private Release released() {
    return api.release(fleet, Samples.release(fleet, Platform.LINUX_AMD64));
  }

  private Release draft() {
    var version = Optional.of("1.0." + fleets++);
    return api.release(fleet, Samples.release(fleet, version, true, Platform.LINUX_AMD64));
  }

  /** What the device itself is told. */
  private Optional<ReleaseId> told() {
    return target().release().map(release -> release.id());
  }

  private Proof proof() {
    return target().proof().orElseThrow();
  }

  private TargetState target() {
    return device.signIn(registered.device()).get("/device/v1/state").as(TargetState.class);
  }

  private static PublicKey newest() {
    return api.anybody().get("/api/v1/trust").as(TrustChain.class).newest().key();
  }

  private Envelope statement(Release release) {
    return api.asAdmin()
        .get(route("releases/%s/statement".formatted(release.version())))
        .as(Envelope.class);
  }

  private NewSignatures signatures(Release release, SigningKey... by) {
    var statement = statement(release);
    return new NewSignatures(
        Stream.of(by)
            .map(key -> statement.with(key).signature(key.publicKey()).orElseThrow())
            .toList());
  }

  private Caller.Reply sign(Release release, SigningKey... by) {
    return post(release, signatures(release, by));
  }

  private Caller.Reply post(Release release, NewSignatures signatures) {
    return api.asAdmin()
        .post(route("releases/%s/signatures".formatted(release.version())), signatures);
  }

  /** The members are called {@code a}, {@code b} and so on. */
  private Envelope signers(int generation, int required, SigningKey... members) {
    var named =
        Stream.of(members)
            .map(key -> new Signer(key.equals(alice) ? "a" : "b", key.publicKey()))
            .toList();
    return said(new Signers(fleet, generation, required, named, Instant.now()));
  }

  private static Envelope said(Signers signers) {
    return Envelope.of(Signers.TYPE, Json.writeBytes(signers));
  }

  /** Says so as the first signer, where that is asked. */
  private void require(int required, int generation, SigningKey... members) {
    propose(signers(generation, required, members).with(alice)).expect(200);
  }

  private Caller.Reply propose(Envelope proposal) {
    return api.asAdmin().post(route("signers"), proposal);
  }
}
