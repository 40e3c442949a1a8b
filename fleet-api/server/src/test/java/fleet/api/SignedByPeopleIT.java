package fleet.api;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.contract.identity.FleetName;
import fleet.contract.operator.Invalidation;
import fleet.contract.operator.NewPin;
import fleet.contract.operator.NewSignatures;
import fleet.contract.operator.Role;
import fleet.contract.operator.RolloutState;
import fleet.contract.operator.RolloutView;
import fleet.contract.operator.SignersView;
import fleet.contract.problem.Problem;
import fleet.contract.release.Canary;
import fleet.contract.release.Platform;
import fleet.contract.release.Release;
import fleet.contract.release.ReleaseState;
import fleet.contract.trust.Envelope;
import fleet.contract.trust.KeyId;
import fleet.contract.trust.Signer;
import fleet.contract.trust.Signers;
import fleet.contract.trust.SigningKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Fleets whose releases need the signatures of people, made with keys that the server never has.
 */
class SignedByPeopleIT {
  private static RunningApi api;
  private SignedFleet at;
  private SigningKey alice;
  private SigningKey bob;
  private FleetName fleet;
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
    at = new SignedFleet(api);
    alice = at.alice;
    bob = at.bob;
    fleet = at.name;
    old = at.old;
  }

  @Test
  void a_push_waits_for_the_signatures_and_goes_out_with_the_last_of_them() {
    at.signedBy(2, alice, bob);

    var pushed = at.released();
    assertThat(pushed.state()).isEqualTo(ReleaseState.UNSIGNED);
    assertThat(at.told()).contains(old.id());
    assertThat(at.sign(pushed, alice).as(Release.class).state()).isEqualTo(ReleaseState.UNSIGNED);
    assertThat(at.told()).contains(old.id());
    assertThat(at.sign(pushed, bob).as(Release.class).state()).isEqualTo(ReleaseState.FINAL);
    assertThat(at.told()).contains(pushed.id());

    var proof = at.proof();
    var server = at.newest();
    var signers = Signers.begin(proof.signers(), server).orElseThrow();
    assertThat(signers.required()).isEqualTo(2);
    assertThat(signers.signed(proof.release())).extracting(Signer::name).containsExactly("a", "b");
    assertThat(api.database().audited("release.sign")).hasSizeGreaterThanOrEqualTo(3);
  }

  @Test
  void what_was_pushed_as_a_canary_is_one_once_it_is_signed() {
    at.signedBy(1, alice);
    var canary = new Canary(1, Optional.empty(), Optional.empty());
    var pushed =
        api.release(fleet, ReleaseTour.with(Samples.release(fleet, Platform.LINUX_AMD64), canary));
    at.sign(pushed, alice).expect(200);
    var rollout = api.asAdmin().get(at.route("rollouts/latest")).as(RolloutView.class);
    assertThat(rollout.state()).as("no device is online").isEqualTo(RolloutState.HALTED);
    assertThat(rollout.release().id()).isEqualTo(pushed.id());
    assertThat(at.told()).contains(old.id());
  }

  @Test
  void nothing_gives_a_device_what_is_not_signed() {
    at.require(0, 1, alice);
    at.sign(old, alice).expect(200);
    var unsigned = at.draft();
    var current = at.draft();
    at.sign(current, alice).expect(200);
    at.require(1, 2, alice);
    at.post("releases/%s/finalize".formatted(current.version())).expect(200);
    assertThat(at.told()).contains(current.id());

    var lacks =
        "release %s has 0 of the 1 signatures that fleet %s requires"
            .formatted(unsigned.version(), fleet);
    assertThat(
            at.post("releases/%s/deploy".formatted(unsigned.version()))
                .expect(409)
                .problem()
                .message())
        .isEqualTo(lacks);
    var pin = new NewPin(unsigned.version(), "to see", Optional.empty());
    assertThat(
            api.asAdmin()
                .put("/api/v1/devices/%s/pin".formatted(at.registered.device()), pin)
                .expect(409)
                .problem()
                .hint())
        .isEqualTo("fleet release sign %s %s --key FILE".formatted(fleet, unsigned.version()));
    assertThat(
            at.post("releases/%s/finalize".formatted(unsigned.version())).as(Release.class).state())
        .isEqualTo(ReleaseState.UNSIGNED);
    at.post("releases/%s/finalize".formatted(unsigned.version())).expect(409);
    api.asAdmin()
        .post(
            at.route("releases/%s/invalidate".formatted(current.version())),
            new Invalidation("loud"))
        .expect(200);
    assertThat(at.told()).as("the newest that is signed").contains(old.id());
    at.sign(unsigned, alice).expect(200);
    assertThat(at.told()).contains(unsigned.id());
  }

  @Test
  void signers_are_changed_by_themselves_and_only_once_what_runs_is_signed() {
    assertThat(at.propose(at.signers(1, 1, alice)).expect(409).problem().message())
        .isEqualTo(
            "release %s, which %s runs, has 0 of the 1 signatures that fleet %s requires"
                .formatted(old.version(), fleet, fleet));
    at.require(0, 1, alice, bob);
    at.sign(old, alice, bob).expect(200);
    at.require(1, 2, alice);
    assertThat(at.propose(at.signers(3, 0)).expect(409).problem().message())
        .isEqualTo("the change has 0 of the 1 signatures that fleet %s requires".formatted(fleet));
    at.propose(at.signers(3, 0).with(bob)).expect(409);
    at.propose(at.signers(2, 0).with(alice)).expect(409);
    at.propose(
            SignedFleet.said(new Signers(FleetName.parse("other"), 3, 0, List.of(), Instant.now()))
                .with(alice))
        .expect(400);
    assertThat(
            at.propose(at.signers(3, 1, bob).with(alice)).expect(200).as(SignersView.class).chain())
        .hasSize(3);
    assertThat(at.propose(at.signers(4, 1, alice).with(alice)).expect(409).problem().message())
        .contains("the change has 0 of the 1");
    at.propose(at.signers(4, 0).with(bob)).expect(200);
    assertThat(at.released().state()).isEqualTo(ReleaseState.FINAL);
  }

  @Test
  void signatures_of_strangers_and_false_ones_are_refused() {
    assertThat(at.sign(old, alice).expect(409).problem().message()).contains("has no signers");
    at.require(0, 1, alice);
    assertThat(at.sign(old, bob).expect(400).problem().message())
        .isEqualTo(
            "key %s is of no signer of fleet %s".formatted(KeyId.of(bob.publicKey()), fleet));
    var other = at.statement(at.draft()).with(alice).signature(alice.publicKey()).orElseThrow();
    assertThat(at.post(old, new NewSignatures(List.of(other))).expect(400).problem().message())
        .isEqualTo("the signature of a is not over release %s".formatted(old.version()));
    api.asAdmin()
        .post(
            at.route("releases/%s/signatures".formatted(old.version())),
            Map.of("signatures", List.of()))
        .expect(400);
    var wrong = Envelope.sign("text/plain", new byte[] {1}, alice);
    assertThat(at.propose(wrong).expect(400).problem().message())
        .contains("expected a fleet's signers");
    at.propose(new Envelope(Signers.TYPE, "!", List.of())).expect(400);
  }

  @Test
  void who_may_push_signs_and_who_owns_the_fleet_names_signers() {
    var developer = api.asNew("developer-of-" + fleet, Role.DEVELOPER);
    developer.post(at.route("signers"), at.signers(1, 0, alice)).expect(403);
    developer.get(at.route("signers")).expect(200);
    at.require(0, 1, alice);
    developer
        .post(
            at.route("releases/%s/signatures".formatted(old.version())), at.signatures(old, alice))
        .expect(200);
    var viewer = api.asNew("viewer-of-" + fleet, Role.VIEWER);
    viewer
        .post(
            at.route("releases/%s/signatures".formatted(old.version())), at.signatures(old, alice))
        .expect(403);
  }

  @Test
  void the_signatures_outlive_the_servers_key() {
    at.signedBy(1, alice);
    var before = at.proof().release();
    api.asAdmin().call("POST", "/api/v1/trust/rotate").expect(200);
    var after = at.proof();
    assertThat(after.release().payload()).isEqualTo(before.payload());
    assertThat(after.release().isSignedBy(alice.publicKey())).isTrue();
    assertThat(after.release().isSignedBy(at.newest())).isTrue();
    assertThat(after.release().signatures()).hasSize(2);
    assertThat(Signers.begin(after.signers(), at.newest())).isPresent();
  }

  @Test
  void a_device_leaves_a_fleet_with_signers_once_it_has_said_that_it_believes_them_no_more() {
    var other = api.newFleet("other-than-" + fleet);
    at.signedBy(1, alice);
    at.believes(1, 2);
    assertThat(at.move(other).expect(409).problem())
        .extracting(Problem::message, Problem::hint)
        .containsExactly(
            "device 'kitchen' believes the signers of fleet %s, and follows no other"
                .formatted(fleet),
            "fleet device rm it, and make its machine a device of the other fleet");
    at.propose(at.signers(3, 0).with(alice)).expect(200);
    assertThat(at.move(other).expect(409).problem().message())
        .isEqualTo(
            "device 'kitchen' has not said yet that fleet %s requires no signers any more"
                .formatted(fleet));
    at.believes(2, 3);
    at.move(other).expect(200);
  }

  @Test
  void a_device_that_has_said_nothing_of_signers_leaves_where_none_were_ever_required() {
    at.require(0, 1, alice);
    at.move(api.newFleet("other-than-" + fleet)).expect(200);
  }
}
