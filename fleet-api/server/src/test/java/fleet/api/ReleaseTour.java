package fleet.api;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.contract.Json;
import fleet.contract.identity.FleetName;
import fleet.contract.operator.Invalidation;
import fleet.contract.operator.NewRollout;
import fleet.contract.operator.NewSignatures;
import fleet.contract.operator.ReleaseEdit;
import fleet.contract.operator.Rollback;
import fleet.contract.operator.RolloutState;
import fleet.contract.operator.RolloutView;
import fleet.contract.release.Canary;
import fleet.contract.release.NewRelease;
import fleet.contract.release.Platform;
import fleet.contract.trust.Envelope;
import fleet.contract.trust.Signer;
import fleet.contract.trust.Signers;
import fleet.contract.trust.SigningKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Every route of releases and rollouts, each answered with success. */
record ReleaseTour(RunningApi api, Caller admin) {
  private static final Canary CANARY =
      new Canary(1, Optional.of(Duration.ofMinutes(5)), Optional.of(Duration.ofMinutes(5)));

  /** In a fleet without devices, and in one with a device that is online. */
  void walk(FleetName empty, FleetName populated) {
    releases("/api/v1/fleets/" + empty, empty);
    halted("/api/v1/fleets/" + empty, empty);
    signed("/api/v1/fleets/" + empty, empty);
    started("/api/v1/fleets/" + populated, populated);
  }

  private void releases(String fleet, FleetName name) {
    drafts(name, "1.0.0", "2.0.0");
    admin.call("POST", fleet + "/releases/1.0.0/finalize").expect(200);
    admin.call("POST", fleet + "/releases/2.0.0/finalize").expect(200);
    admin.get(fleet + "/releases/1.0.0/compare/2.0.0").expect(200);
    var edit = new ReleaseEdit(Optional.of("quiet"), Map.of("site", "berlin"), Set.of());
    admin.patch(fleet + "/releases/1.0.0", edit).expect(200);
    admin.call("POST", fleet + "/releases/1.0.0/deploy").expect(200);
    admin.call("POST", fleet + "/releases/2.0.0/deploy").expect(200);
    admin.post(fleet + "/rollback", new Rollback(Optional.of("1.0.0"))).expect(200);
    admin.post(fleet + "/releases/2.0.0/invalidate", new Invalidation("too loud")).expect(200);
  }

  /** Nobody can go first, so it halts at once. */
  private void halted(String fleet, FleetName name) {
    var made = Samples.release(name, Optional.of("3.0.0"), false, Platform.LINUX_AMD64);
    api.release(name, with(made, CANARY));
    var latest = admin.get(fleet + "/rollouts/latest").as(RolloutView.class);
    assertThat(latest.state()).isEqualTo(RolloutState.HALTED);
    admin.call("POST", fleet + "/rollouts/latest/resume").expect(200);
    admin.get(fleet + "/rollouts").expect(200);
  }

  private void signed(String fleet, FleetName name) {
    var key = SigningKey.random();
    var signer = new Signer("alice", key.publicKey());
    var signers = new Signers(name, 1, 0, List.of(signer), Instant.EPOCH);
    admin.post(fleet + "/signers", Envelope.of(Signers.TYPE, Json.writeBytes(signers))).expect(200);
    admin.get(fleet + "/signers").expect(200);
    var statement = admin.get(fleet + "/releases/1.0.0/statement").as(Envelope.class);
    var signature = statement.with(key).signature(key.publicKey()).orElseThrow();
    var signatures = new NewSignatures(List.of(signature));
    admin.post(fleet + "/releases/1.0.0/signatures", signatures).expect(200);
  }

  private void started(String fleet, FleetName name) {
    drafts(name, "4.0.0");
    var wanted = new NewRollout("4.0.0", CANARY, List.of(), Optional.of(7L));
    admin.post(fleet + "/rollouts/plan", wanted).expect(200);
    admin.post(fleet + "/rollouts", wanted).expect(201);
    admin.call("POST", fleet + "/rollouts/latest/abort").expect(200);
  }

  private void drafts(FleetName name, String... versions) {
    for (var version : versions) {
      api.release(name, Samples.release(name, Optional.of(version), true, Platform.LINUX_AMD64));
    }
  }

  static NewRelease with(NewRelease made, Canary canary) {
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
}
