package fleet.supervisor.trust;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.contract.Json;
import fleet.contract.device.Protocol;
import fleet.contract.device.ReleaseTarget;
import fleet.contract.device.ServiceTarget;
import fleet.contract.device.TargetState;
import fleet.contract.identity.DeviceId;
import fleet.contract.identity.DeviceName;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.ReleaseId;
import fleet.contract.identity.ServiceName;
import fleet.contract.release.Composition;
import fleet.contract.release.Digest;
import fleet.contract.release.ImageVariant;
import fleet.contract.release.Layer;
import fleet.contract.release.Platform;
import fleet.contract.release.ServiceImages;
import fleet.contract.release.ServiceSpec;
import fleet.contract.trust.AssignmentStatement;
import fleet.contract.trust.Envelope;
import fleet.contract.trust.KeyId;
import fleet.contract.trust.KeyStatement;
import fleet.contract.trust.Proof;
import fleet.contract.trust.ReleaseStatement;
import fleet.contract.trust.Signer;
import fleet.contract.trust.Signers;
import fleet.contract.trust.SigningKey;
import fleet.contract.trust.TrustedKeys;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BeliefTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final FleetName BERLIN = FleetName.parse("berlin");
  private static final FleetName PARIS = FleetName.parse("paris");
  private static final Class<Judgement.Refused> REFUSED = Judgement.Refused.class;
  private static final ServiceName WEB = ServiceName.parse("web");
  private final DeviceId device = DeviceId.random();
  private final ReleaseId release = ReleaseId.random();
  private final ImageVariant amd64 = image(Platform.LINUX_AMD64);
  private final ImageVariant arm64 = image(Platform.LINUX_ARM64);
  private final SigningKey key = SigningKey.random();
  private final SigningKey foreign = SigningKey.random();
  private final SigningKey alice = SigningKey.random();
  private final SigningKey bob = SigningKey.random();
  private final Belief belief = Belief.begin(Optional.of(new TrustedKeys(1, key.publicKey())));

  @Test
  void what_was_signed_is_believed_and_remembered() {
    assertThat(belief.judge(target(amd64, proof(7, key))))
        .isEqualTo(new Judgement.Believed(new Belief(belief.keys(), 7, Optional.empty())));
    assertThat(belief.judge(target(arm64, proof(7, key)))).isInstanceOf(Judgement.Believed.class);
  }

  @Test
  void without_a_proof_or_by_a_foreign_key_nothing_is_believed() {
    var bare = target(amd64, Optional.empty());
    assertThat(belief.judge(bare)).isEqualTo(new Judgement.Refused("it is not signed"));
    assertThat(refusal(target(amd64, proof(7, foreign))))
        .isEqualTo("its release is not signed by a key that this device trusts");
    var mixed =
        new Proof(proof(7, key).release(), proof(7, foreign).assignment(), List.of(), List.of());
    assertThat(refusal(target(amd64, mixed)))
        .isEqualTo("its assignment is not signed by a key that this device trusts");
  }

  @Test
  void an_older_assignment_than_the_one_seen_is_refused_and_the_same_one_is_not() {
    var seen = new Belief(belief.keys(), 7, Optional.empty());
    assertThat(seen.judge(target(amd64, proof(6, key))))
        .isEqualTo(
            new Judgement.Refused("its assignment 6 is older than 7, which this device has seen"));
    assertThat(seen.judge(target(amd64, proof(7, key)))).isInstanceOf(Judgement.Believed.class);
  }

  @Test
  void an_image_that_was_not_signed_is_refused() {
    var swapped = image(Platform.LINUX_AMD64);
    assertThat(refusal(target(swapped, proof(7, key))))
        .isEqualTo("service web is not what was signed");
  }

  @Test
  void a_service_that_was_added_or_left_out_is_refused() {
    var target = target(amd64, proof(7, key));
    var more =
        List.of(
            target.release().orElseThrow().services().getFirst(),
            new ServiceTarget(ServiceName.parse("spy"), "berlin/spy", amd64, ServiceSpec.plain()));
    assertThat(refusal(with(target, more)))
        .isEqualTo("its services are not those that were signed");
    assertThat(refusal(with(target, List.of())))
        .isEqualTo("its services are not those that were signed");
  }

  @Test
  void an_assignment_for_another_fleet_device_or_release_is_refused() {
    assertThat(
            refusal(target(amd64, assigned(FleetName.parse("paris"), Optional.empty(), release))))
        .isEqualTo("its assignment is for others");
    assertThat(refusal(target(amd64, assigned(BERLIN, Optional.of(DeviceId.random()), release))))
        .isEqualTo("its assignment is for others");
    assertThat(refusal(target(amd64, assigned(BERLIN, Optional.empty(), ReleaseId.random()))))
        .isEqualTo("its assignment is of another release");
    assertThat(belief.judge(target(amd64, assigned(BERLIN, Optional.of(device), release))))
        .isInstanceOf(Judgement.Believed.class);
  }

  @Test
  void a_release_of_another_fleet_is_refused_whoever_signed_it() {
    var paris = released(PARIS).with(alice);
    var assignment = proof(7, key).assignment();
    var proof = new Proof(paris, assignment, List.of(), List.of(signers(1, 1, alice)));
    assertThat(refusal(belief, proof)).isEqualTo("a release of fleet paris was signed");
  }

  @Test
  void the_next_key_is_believed_once_the_old_one_has_said_so() {
    var next = SigningKey.random();
    var said = new KeyStatement(2, next.publicKey(), NOW);
    var chain = List.of(Envelope.sign(KeyStatement.TYPE, Json.writeBytes(said), key));
    var rotated =
        new Proof(proof(8, next).release(), proof(8, next).assignment(), chain, List.of());
    assertThat(belief.judge(target(amd64, rotated)))
        .isEqualTo(
            new Judgement.Believed(
                new Belief(
                    Optional.of(new TrustedKeys(2, next.publicKey())), 8, Optional.empty())));
    var after = new Belief(Optional.of(new TrustedKeys(2, next.publicKey())), 8, Optional.empty());
    assertThat(after.judge(target(amd64, proof(9, key)))).isInstanceOf(Judgement.Refused.class);
  }

  @Test
  void a_target_without_a_release_and_a_device_without_a_key_ask_for_no_proof() {
    var nothing = without(target(amd64, proof(7, key)));
    assertThat(belief.judge(nothing)).isEqualTo(new Judgement.Believed(belief));
    var keyless = Belief.begin(Optional.empty());
    assertThat(keyless.judge(target(amd64, Optional.empty())))
        .isEqualTo(new Judgement.Believed(keyless));
  }

  @Test
  void a_release_needs_the_signatures_that_its_fleet_once_required() {
    var both = signers(1, 2, alice, bob);
    var once = judged(belief, signed(proof(7, key), List.of(both), alice, bob));
    assertThat(once.signers()).isPresent();
    assertThat(refusal(once, signed(proof(8, key), List.of(both), alice)))
        .isEqualTo("its release has 1 of the 2 signatures that fleet berlin requires");
    assertThat(refusal(once, signed(proof(8, key), List.of(), foreign, alice)))
        .as("a server that keeps silent about the signers")
        .isEqualTo("its release has 1 of the 2 signatures that fleet berlin requires");
    assertThat(judged(once, signed(proof(8, key), List.of(both), bob, alice)).counter())
        .isEqualTo(8);
  }

  @Test
  void signers_are_changed_by_themselves_and_not_by_the_server() {
    var first = signers(1, 1, alice);
    var known = judged(belief, signed(proof(7, key), List.of(first), alice));
    var theirs = signers(2, 0);
    assertThat(refusal(known, signed(proof(8, key), List.of(first, theirs))))
        .contains("0 of the 1");
    var next = signers(2, 1, bob);
    assertThat(refusal(known, signed(proof(8, key), List.of(first, next.with(bob)), bob)))
        .contains("0 of the 1");
    var followed = judged(known, signed(proof(8, key), List.of(first, next.with(alice)), bob));
    assertThat(followed.signers().orElseThrow().generation()).isEqualTo(2);
    var none = signers(3, 0);
    var free = judged(followed, signed(proof(9, key), List.of(first, none.with(bob))));
    assertThat(judged(free, proof(10, key)).signers()).isEqualTo(free.signers());
    assertThat(judged(free, signed(proof(10, key), List.of(signers(4, 1, alice)), alice)).signers())
        .as("who required nothing is followed as the server says")
        .hasValueSatisfying(now -> assertThat(now.required()).isEqualTo(1));
  }

  @Test
  void who_believes_the_signers_of_a_fleet_follows_no_other_fleet() {
    var paris = new Signers(FleetName.parse("paris"), 1, 1, List.of(signer("a", alice)), NOW);
    var known = new Belief(belief.keys(), 1, Optional.of(paris));
    assertThat(refusal(known, signed(proof(7, key), List.of(), alice)))
        .isEqualTo("this device was told to believe the signers of paris");
    var free = new Signers(FleetName.parse("paris"), 2, 0, List.of(), NOW);
    var left = new Belief(belief.keys(), 1, Optional.of(free));
    assertThat(judged(left, signed(proof(7, key), List.of(signers(1, 1, bob)), bob)).signers())
        .hasValueSatisfying(now -> assertThat(now.fleet()).isEqualTo(BERLIN));
  }

  @Test
  void who_followed_its_fleet_to_no_signers_follows_another_fleet() {
    var required = signers(1, 1, alice);
    var known = judged(belief, signed(proof(7, key), List.of(required), alice));
    var free = signers(2, 0).with(alice);
    assertThat(judgedIn(PARIS, known)).as("it was not here meanwhile").isInstanceOf(REFUSED);
    var followed = judged(known, signed(proof(8, key), List.of(required, free)));
    assertThat(judgedIn(PARIS, followed)).isInstanceOf(Judgement.Believed.class);
  }

  @Test
  void who_believes_signers_is_not_sent_to_another_fleet_by_a_target_without_a_release() {
    var known = judged(belief, signed(proof(7, key), List.of(signers(1, 1, alice)), alice));
    assertThat(known.judge(state(BERLIN, Optional.empty(), Optional.empty())))
        .isEqualTo(new Judgement.Believed(known));
    assertThat(known.judge(state(PARIS, Optional.empty(), Optional.empty())))
        .isEqualTo(new Judgement.Refused("this device was told to believe the signers of berlin"));
  }

  @Test
  void signers_of_another_fleet_are_not_begun_with() {
    var paris = new Signers(PARIS, 1, 1, List.of(signer("a", alice)), NOW);
    var said = Envelope.sign(Signers.TYPE, Json.writeBytes(paris), key);
    assertThat(judged(belief, signed(proof(7, key), List.of(said))).signers()).isEmpty();
  }

  private Judgement judgedIn(FleetName fleet, Belief before) {
    var assignment =
        new AssignmentStatement(fleet, Optional.empty(), release, 9, NOW, NOW.plusSeconds(60));
    var proof =
        new Proof(
            released(fleet),
            Envelope.sign(AssignmentStatement.TYPE, Json.writeBytes(assignment), key),
            List.of(),
            List.of());
    var web = new ServiceTarget(WEB, "berlin/web", amd64, ServiceSpec.plain());
    return before.judge(state(fleet, Optional.of(of(List.of(web))), Optional.of(proof)));
  }

  private Belief judged(Belief before, Proof proof) {
    var judged = before.judge(target(amd64, proof));
    assertThat(judged).isInstanceOf(Judgement.Believed.class);
    return ((Judgement.Believed) judged).next();
  }

  private String refusal(Belief before, Proof proof) {
    var judged = before.judge(target(amd64, proof));
    assertThat(judged).isInstanceOf(Judgement.Refused.class);
    return ((Judgement.Refused) judged).reason();
  }

  private static Proof signed(Proof proof, List<Envelope> signers, SigningKey... by) {
    var release = proof.release();
    for (var signer : by) {
      release = release.with(signer);
    }
    return new Proof(release, proof.assignment(), proof.keys(), signers);
  }

  /** As the server says them. */
  private Envelope signers(int generation, int required, SigningKey... members) {
    var named =
        Stream.of(members)
            .map(member -> signer("s" + KeyId.of(member.publicKey()), member))
            .toList();
    var said = new Signers(BERLIN, generation, required, named, NOW);
    return Envelope.sign(Signers.TYPE, Json.writeBytes(said), key);
  }

  private static Signer signer(String name, SigningKey of) {
    return new Signer(name, of.publicKey());
  }

  private String refusal(TargetState target) {
    var judged = belief.judge(target);
    assertThat(judged).isInstanceOf(Judgement.Refused.class);
    return ((Judgement.Refused) judged).reason();
  }

  private TargetState target(ImageVariant image, Proof proof) {
    return target(image, Optional.of(proof));
  }

  private TargetState target(ImageVariant image, Optional<Proof> shown) {
    var web = new ServiceTarget(WEB, "berlin/web", image, ServiceSpec.plain());
    return state(Optional.of(of(List.of(web))), shown);
  }

  private TargetState with(TargetState target, List<ServiceTarget> services) {
    return state(Optional.of(of(services)), target.proof());
  }

  private TargetState without(TargetState target) {
    return state(Optional.empty(), target.proof());
  }

  private ReleaseTarget of(List<ServiceTarget> services) {
    return new ReleaseTarget(
        release, "1.0.0", "c0ffee", services, Set.of("data"), Duration.ZERO, Duration.ofMinutes(1));
  }

  private TargetState state(Optional<ReleaseTarget> target, Optional<Proof> proof) {
    return state(BERLIN, target, proof);
  }

  private TargetState state(
      FleetName fleet, Optional<ReleaseTarget> target, Optional<Proof> proof) {
    return new TargetState(
        Protocol.CURRENT,
        device,
        DeviceName.parse("pi"),
        fleet,
        target,
        URI.create("http://registry"),
        Duration.ofMinutes(1),
        List.of(),
        proof);
  }

  private Proof proof(long counter, SigningKey by) {
    return proof(
        new AssignmentStatement(
            BERLIN, Optional.empty(), release, counter, NOW, NOW.plusSeconds(60)),
        by);
  }

  private Proof assigned(FleetName fleet, Optional<DeviceId> to, ReleaseId of) {
    return proof(new AssignmentStatement(fleet, to, of, 9, NOW, NOW.plusSeconds(60)), key);
  }

  private Proof proof(AssignmentStatement assignment, SigningKey by) {
    return new Proof(
        released(BERLIN, by),
        Envelope.sign(AssignmentStatement.TYPE, Json.writeBytes(assignment), by),
        List.of(),
        List.of());
  }

  private Envelope released(FleetName fleet) {
    return released(fleet, key);
  }

  private Envelope released(FleetName fleet, SigningKey by) {
    var images = new ServiceImages(WEB, "berlin/web", digest("index"), List.of(amd64, arm64));
    var statement =
        new ReleaseStatement(
            fleet,
            release,
            "1.0.0",
            "c0ffee",
            NOW,
            List.of(images),
            new Composition(Map.of(WEB, ServiceSpec.plain()), Set.of("data")));
    return Envelope.sign(ReleaseStatement.TYPE, Json.writeBytes(statement), by);
  }

  private static ImageVariant image(Platform platform) {
    var name = platform + " " + ReleaseId.random();
    return new ImageVariant(
        platform.toString(),
        platform,
        digest(name),
        digest("config " + name),
        500,
        List.of(new Layer(digest("layer " + name), digest("diff " + name), 1000)));
  }

  private static Digest digest(String text) {
    return Digest.of(text.getBytes(StandardCharsets.UTF_8));
  }
}
