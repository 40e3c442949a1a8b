package fleet.supervisor.target;

import fleet.contract.device.TargetState;
import fleet.contract.device.TrustState;
import fleet.contract.device.TrustState.KnownSigners;
import fleet.contract.trust.AssignmentStatement;
import fleet.supervisor.state.Remembered;
import fleet.supervisor.trust.Belief;
import fleet.supervisor.trust.Judgement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last target that the API sent; it outlives the process. Mutable, thread-safe: the channel
 * writes, the run loop reads.
 */
public final class Targets {
  /** A target and the tag by which the API knows it. */
  public record Received(String etag, TargetState state) {}

  /** A target that is not believed, and why. */
  public record Refusal(TargetState target, String reason) {}

  /** What is on the disk. */
  public record Files(Remembered<Received> target, Remembered<Belief> belief) {}

  private static final Logger log = LoggerFactory.getLogger(Targets.class);

  private final Files files;
  private final InstantSource clock;
  private final Runnable changed;
  private Belief belief;
  private Optional<Received> current = Optional.empty();
  private Optional<Instant> goodUntil = Optional.empty();
  private Optional<Refusal> refusal = Optional.empty();

  /**
   * @param belief of a device that has believed nothing yet
   * @param clock the best one that the device has
   * @param changed told after each new target
   */
  public Targets(Files files, Belief belief, InstantSource clock, Runnable changed) {
    this.files = files;
    this.belief = belief;
    this.clock = clock;
    this.changed = changed;
  }

  /** Remembers the target of an earlier life. */
  public synchronized void start() {
    belief = files.belief().load().orElse(belief);
    set(files.target().load());
  }

  /** The last that was sent, when it was not believed. */
  public synchronized Optional<Refusal> refusal() {
    return refusal;
  }

  public synchronized Optional<Received> current() {
    return current;
  }

  /**
   * Whom the device believes, and whether what it was told has run out: nothing follows from it.
   */
  public synchronized TrustState trust() {
    var now = clock.instant();
    return new TrustState(
        belief.signers().map(known -> new KnownSigners(known.fleet(), known.generation())),
        goodUntil.filter(end -> !now.isBefore(end)));
  }

  /** Takes a target, which is on the disk when this returns, unless it is not believed. */
  public void accept(Received received) {
    synchronized (this) {
      if (current.filter(received::equals).isPresent()) {
        refusal = Optional.empty();
        return;
      }
      switch (belief.judge(received.state())) {
        case Judgement.Believed(var next) -> take(received, next);
        case Judgement.Refused(var reason) -> refuse(received.state(), reason);
      }
    }
    changed.run();
  }

  /** The belief first: with the target alone, a power cut would let an older one in again. */
  private void take(Received received, Belief next) {
    if (!next.equals(belief)) {
      files.belief().save(next);
      belief = next;
    }
    var taken = kept(received);
    files.target().save(taken);
    set(Optional.of(taken));
    refusal = Optional.empty();
  }

  /** What people signed is not taken away by what they did not. */
  private Received kept(Received received) {
    if (received.state().release().isPresent() || !belief.needsPeople()) {
      return received;
    }
    var before = current.map(Received::state);
    before
        .flatMap(TargetState::release)
        .ifPresent(release ->
            log.warn("told to run nothing, which nobody signed: keeps {}", release.version()));
    return before
        .map(known -> new Received(received.etag(), received.state().withReleaseOf(known)))
        .orElse(received);
  }

  private void set(Optional<Received> next) {
    current = next;
    goodUntil =
        next.flatMap(received -> received.state().proof())
            .flatMap(proof -> proof.assignment().unverified(AssignmentStatement.class))
            .map(AssignmentStatement::expires);
  }

  private void refuse(TargetState target, String reason) {
    var refused = Optional.of(new Refusal(target, reason));
    if (!refused.equals(refusal)) {
      log.warn("a target is refused: {}", reason);
    }
    refusal = refused;
  }
}
