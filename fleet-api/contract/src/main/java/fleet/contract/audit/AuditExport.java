package fleet.contract.audit;

import fleet.contract.Json;
import fleet.contract.trust.Envelope;
import fleet.contract.trust.TrustChain;
import java.util.List;
import java.util.Optional;

/**
 * Checks an export, line by line, with no server. Mutable, owned by whoever reads it; keeps nothing
 * of the rows.
 */
public final class AuditExport {
  private final AuditCheck check = new AuditCheck();
  private Optional<TrustChain> keys = Optional.empty();
  private Optional<AuditFault> wrong = Optional.empty();
  private Optional<Envelope> envelope = Optional.empty();

  /** Takes the next line. */
  public void next(AuditLine line) {
    if (envelope.isPresent()) {
      wrong("there are lines after the checkpoint");
    }
    line.keys().ifPresent(found -> keys = keys.or(() -> Optional.of(found)));
    line.person()
        .filter(person -> !person.holds())
        .ifPresent(
            person -> wrong("the name of person #%d was changed".formatted(person.number())));
    line.seal().ifPresent(seal -> check.next(seal, line.row()));
    envelope = envelope.or(line::checkpoint);
  }

  private void wrong(String sentence) {
    wrong = wrong.or(() -> Optional.of(new AuditFault(0, 0, sentence)));
  }

  /** By which keys it says that it is signed. */
  public Optional<TrustChain> keys() {
    return keys;
  }

  /** The end of what holds. */
  public AuditHead head() {
    return check.head();
  }

  /** The first thing that does not hold, when all lines were taken. */
  public Optional<AuditFault> fault() {
    return check.fault().or(() -> wrong).or(this::withoutCheckpoint);
  }

  private Optional<AuditFault> withoutCheckpoint() {
    if (keys.isEmpty() || envelope.isEmpty()) {
      return fault("the export is cut off: it does not end with a checkpoint");
    }
    var checkpoint = checkpoint();
    if (checkpoint.isEmpty()) {
      return fault("the checkpoint is not signed by a key of the installation");
    }
    var signed = new AuditHead(checkpoint.get().sequence(), checkpoint.get().hash());
    return signed.equals(check.head())
        ? Optional.empty()
        : fault(
            "the rows end at %d, and the checkpoint was signed at %d"
                .formatted(check.head().sequence(), signed.sequence()));
  }

  private Optional<AuditFault> fault(String sentence) {
    return Optional.of(new AuditFault(check.head().sequence(), 0, sentence));
  }

  /** What was signed, if it was, by the newest of the keys. */
  public Optional<AuditCheckpoint> checkpoint() {
    return keys.map(TrustChain::newest)
        .flatMap(key ->
            envelope.flatMap(said -> said.verified(AuditCheckpoint.TYPE, List.of(key.key()))))
        .map(bytes -> Json.read(bytes, AuditCheckpoint.class));
  }
}
