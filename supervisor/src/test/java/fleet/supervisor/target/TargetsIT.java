package fleet.supervisor.target;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.contract.Json;
import fleet.contract.device.Protocol;
import fleet.contract.device.ReleaseTarget;
import fleet.contract.device.TargetState;
import fleet.contract.device.TrustState;
import fleet.contract.identity.DeviceId;
import fleet.contract.identity.DeviceName;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.ReleaseId;
import fleet.contract.release.Composition;
import fleet.contract.trust.AssignmentStatement;
import fleet.contract.trust.Envelope;
import fleet.contract.trust.Proof;
import fleet.contract.trust.ReleaseStatement;
import fleet.contract.trust.Signer;
import fleet.contract.trust.Signers;
import fleet.contract.trust.SigningKey;
import fleet.contract.trust.TrustedKeys;
import fleet.supervisor.state.StateFolder;
import fleet.supervisor.trust.Belief;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the device was told, on a real disk. */
class TargetsIT {
  private static final FleetName BERLIN = FleetName.parse("berlin");
  private static final DeviceId DEVICE = DeviceId.random();
  private static final Instant ISSUED = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant EXPIRES = ISSUED.plus(Duration.ofDays(60));

  @TempDir Path folder;
  private final SigningKey key = SigningKey.random();
  private final SigningKey alice = SigningKey.random();
  private StateFolder state;
  private Targets targets;
  private Instant now = ISSUED;

  @BeforeEach
  void open() {
    state = StateFolder.open(folder);
    targets = started();
  }

  @AfterEach
  void close() {
    state.close();
  }

  @Test
  void what_people_signed_is_not_taken_away_by_a_target_that_nobody_signed() {
    var signed = signed(1, ISSUED, alice);
    targets.accept(new Targets.Received("1", signed));
    targets.accept(new Targets.Received("2", nothing()));
    assertThat(targets.current())
        .hasValueSatisfying(kept -> {
          assertThat(kept.etag()).isEqualTo("2");
          assertThat(kept.state().release()).isEqualTo(signed.release());
          assertThat(kept.state().proof()).isEqualTo(signed.proof());
        });
    assertThat(targets.refusal()).isEmpty();
    assertThat(started().current()).isEqualTo(targets.current());
  }

  @Test
  void where_nobody_must_sign_a_target_without_a_release_runs_nothing() {
    targets.accept(new Targets.Received("1", signed(1, ISSUED)));
    targets.accept(new Targets.Received("2", nothing()));
    assertThat(targets.current().flatMap(last -> last.state().release())).isEmpty();
  }

  @Test
  void an_assignment_that_ran_out_is_stale_until_a_newer_one_comes() {
    assertThat(targets.trust()).isEqualTo(new TrustState(Optional.empty(), Optional.empty()));
    targets.accept(new Targets.Received("1", signed(1, ISSUED)));
    now = EXPIRES.minusSeconds(1);
    assertThat(targets.trust().staleSince()).isEmpty();
    now = EXPIRES;
    assertThat(targets.trust().staleSince()).contains(EXPIRES);
    assertThat(started().trust().staleSince()).as("after a restart").contains(EXPIRES);
    targets.accept(new Targets.Received("2", signed(2, EXPIRES)));
    assertThat(targets.trust().staleSince()).isEmpty();
  }

  @Test
  void which_signers_are_believed_is_said() {
    targets.accept(new Targets.Received("1", signed(1, ISSUED, alice)));
    assertThat(targets.trust().signers()).contains(new TrustState.KnownSigners(BERLIN, 1));
  }

  private Targets started() {
    var files =
        new Targets.Files(
            state.remembered("target", Targets.Received.class),
            state.remembered("belief", Belief.class));
    var belief = Belief.begin(Optional.of(new TrustedKeys(1, key.publicKey())));
    var made = new Targets(files, belief, () -> now, () -> {});
    made.start();
    return made;
  }

  private TargetState nothing() {
    return state(Optional.empty(), Optional.empty());
  }

  /** A release of no services, which the signer must sign, where there is one. */
  private TargetState signed(long counter, Instant issued, SigningKey... signers) {
    var id = ReleaseId.random();
    var release =
        new ReleaseTarget(
            id, "1.0.0", "c0ffee", List.of(), Set.of(), Duration.ZERO, Duration.ofMinutes(1));
    var statement =
        new ReleaseStatement(
            BERLIN, id, "1.0.0", "c0ffee", issued, List.of(), new Composition(Map.of(), Set.of()));
    var assignment =
        new AssignmentStatement(
            BERLIN, Optional.empty(), id, counter, issued, issued.plus(Duration.ofDays(60)));
    var said = said(ReleaseStatement.TYPE, statement);
    for (var signer : signers) {
      said = said.with(signer);
    }
    var chain =
        List.of(signers).stream()
            .map(signer -> List.of(new Signer("a", signer.publicKey())))
            .map(members -> said(Signers.TYPE, new Signers(BERLIN, 1, 1, members, ISSUED)))
            .toList();
    var proof = new Proof(said, said(AssignmentStatement.TYPE, assignment), List.of(), chain);
    return state(Optional.of(release), Optional.of(proof));
  }

  private Envelope said(String type, Object statement) {
    return Envelope.sign(type, Json.writeBytes(statement), key);
  }

  private static TargetState state(Optional<ReleaseTarget> release, Optional<Proof> proof) {
    return new TargetState(
        Protocol.CURRENT,
        DEVICE,
        DeviceName.parse("pi"),
        BERLIN,
        release,
        URI.create("http://registry"),
        Duration.ofMinutes(1),
        List.of(),
        proof);
  }
}
