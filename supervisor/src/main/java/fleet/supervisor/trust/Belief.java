package fleet.supervisor.trust;

import fleet.contract.codec.Records;
import fleet.contract.device.ReleaseTarget;
import fleet.contract.device.TargetState;
import fleet.contract.identity.FleetName;
import fleet.contract.trust.AssignmentStatement;
import fleet.contract.trust.Proof;
import fleet.contract.trust.ReleaseStatement;
import fleet.contract.trust.Signers;
import fleet.contract.trust.TrustedKeys;
import java.util.List;
import java.util.Optional;

/**
 * What the device believes. Pure.
 *
 * @param keys absent on a device that registered with a server that signed nothing: it believes
 *     whatever it is told
 * @param counter of the newest assignment that was believed
 * @param signers who must sign releases too; absent until the server first says so, and from then
 *     on changed by themselves alone
 */
public record Belief(Optional<TrustedKeys> keys, long counter, Optional<Signers> signers) {
  /** At first: the key that came with the registration. */
  public static Belief begin(Optional<TrustedKeys> keys) {
    return new Belief(keys, 0, Optional.empty());
  }

  /** Says whether people must sign what runs here. */
  public boolean needsPeople() {
    return signers.filter(known -> known.required() > 0).isPresent();
  }

  /** Decides about a target. */
  public Judgement judge(TargetState target) {
    if (keys.isEmpty()) {
      return new Judgement.Believed(this);
    }
    if (target.release().isEmpty()) {
      return foreign(target.fleet(), signers)
          .<Judgement>map(Judgement.Refused::new)
          .orElseGet(() -> new Judgement.Believed(this));
    }
    return target
        .proof()
        .map(proof -> judge(target, target.release().get(), proof))
        .orElseGet(() -> new Judgement.Refused("it is not signed"));
  }

  private Judgement judge(TargetState target, ReleaseTarget release, Proof proof) {
    var newest = keys.orElseThrow().follow(proof.keys());
    var trusted = List.of(newest.key());
    var said = proof.release().verified(ReleaseStatement.TYPE, trusted);
    var assigned = proof.assignment().verified(AssignmentStatement.TYPE, trusted);
    if (said.isEmpty() || assigned.isEmpty()) {
      return new Judgement.Refused(
          "its %s is not signed by a key that this device trusts"
              .formatted(said.isEmpty() ? "release" : "assignment"));
    }
    var assignment = Records.read(assigned.get(), AssignmentStatement.class);
    var nextSigners = signers(target.fleet(), proof, newest);
    return wrong(target, release, assignment)
        .or(() ->
            Match.wrong(target.fleet(), release, Records.read(said.get(), ReleaseStatement.class)))
        .or(() -> unsigned(target.fleet(), proof, nextSigners))
        .<Judgement>map(Judgement.Refused::new)
        .orElseGet(() ->
            new Judgement.Believed(
                new Belief(Optional.of(newest), assignment.counter(), nextSigners)));
  }

  /** Those of the fleet, to which the ones known here must lead. */
  private Optional<Signers> signers(FleetName fleet, Proof proof, TrustedKeys newest) {
    return signers
        .filter(known -> known.required() > 0 || known.fleet().equals(fleet))
        .map(known -> known.follow(proof.signers(), newest.key()))
        .or(() ->
            Signers.begin(proof.signers(), newest.key())
                .filter(said -> said.fleet().equals(fleet)));
  }

  private static Optional<String> unsigned(
      FleetName fleet, Proof proof, Optional<Signers> signers) {
    return foreign(fleet, signers)
        .or(() ->
            signers.flatMap(known -> known.lacking(proof.release())).map("its release "::concat));
  }

  private static Optional<String> foreign(FleetName fleet, Optional<Signers> signers) {
    return signers
        .filter(known -> known.required() > 0 && !known.fleet().equals(fleet))
        .map(known -> "this device was told to believe the signers of %s".formatted(known.fleet()));
  }

  private Optional<String> wrong(
      TargetState target, ReleaseTarget release, AssignmentStatement assignment) {
    if (!assignment.concerns(target.fleet(), target.device())) {
      return Optional.of("its assignment is for others");
    }
    if (!assignment.release().equals(release.id())) {
      return Optional.of("its assignment is of another release");
    }
    if (assignment.counter() < counter) {
      return Optional.of(
          "its assignment %d is older than %d, which this device has seen"
              .formatted(assignment.counter(), counter));
    }
    return Optional.empty();
  }
}
