package fleet.contract.audit;

import fleet.contract.trust.Envelope;
import fleet.contract.trust.TrustChain;
import java.util.Optional;

/**
 * One line of an export: first the keys, then the people, then the rows in the order of the chain,
 * each with its seal, and at last the checkpoint, without which an export is cut off.
 *
 * <pre>
 * {"keys": TrustChain}
 * {"person": AuditPerson}
 * {"row": AuditRow, "seal": AuditSeal}
 * {"checkpoint": Envelope of an AuditCheckpoint}
 * </pre>
 */
public record AuditLine(
    Optional<TrustChain> keys,
    Optional<AuditPerson> person,
    Optional<AuditRow> row,
    Optional<AuditSeal> seal,
    Optional<Envelope> checkpoint) {
  public static AuditLine of(TrustChain keys) {
    return new AuditLine(
        Optional.of(keys), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  public static AuditLine of(AuditPerson person) {
    return new AuditLine(
        Optional.empty(),
        Optional.of(person),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** A seal and its row, if that is there. */
  public static AuditLine of(AuditSeal seal, Optional<AuditRow> row) {
    return new AuditLine(
        Optional.empty(), Optional.empty(), row, Optional.of(seal), Optional.empty());
  }

  public static AuditLine of(Envelope checkpoint) {
    return new AuditLine(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(checkpoint));
  }
}
