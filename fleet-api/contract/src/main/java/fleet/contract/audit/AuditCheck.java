package fleet.contract.audit;

import java.util.Optional;

/**
 * Follows a chain from its beginning, row by row, up to the first that does not fit. Mutable, owned
 * by whoever reads the chain; keeps one hash, however long the chain is.
 */
public final class AuditCheck {
  private AuditHead head = AuditHead.EMPTY;
  private Optional<AuditFault> fault = Optional.empty();

  /** The end of what holds. */
  public AuditHead head() {
    return head;
  }

  /** What does not fit, when something does not. */
  public Optional<AuditFault> fault() {
    return fault;
  }

  /**
   * Takes the next seal and its row; nothing after the first fault.
   *
   * @param row absent when there is none of that id
   */
  public void next(AuditSeal seal, Optional<AuditRow> row) {
    if (fault.isEmpty()) {
      fault = wrong(seal, row);
      if (fault.isEmpty()) {
        head = new AuditHead(seal.sequence(), seal.hash());
      }
    }
  }

  private Optional<AuditFault> wrong(AuditSeal seal, Optional<AuditRow> row) {
    if (seal.sequence() != head.sequence() + 1) {
      return fault(
          head.sequence() + 1,
          seal.audit(),
          "seal %d is missing: after %d comes %d"
              .formatted(head.sequence() + 1, head.sequence(), seal.sequence()));
    }
    if (!seal.previous().equals(head.hash())) {
      return fault(seal, "seal %d does not follow from the one before");
    }
    if (row.isEmpty()) {
      return fault(seal, "the row of seal %d was removed");
    }
    if (row.get().id() != seal.audit() || !head.seal(row.get()).hash().equals(seal.hash())) {
      return fault(seal, "the row of seal %d is not what was sealed");
    }
    return Optional.empty();
  }

  private static Optional<AuditFault> fault(AuditSeal seal, String sentence) {
    return fault(seal.sequence(), seal.audit(), sentence.formatted(seal.sequence()));
  }

  private static Optional<AuditFault> fault(long sequence, long row, String sentence) {
    return Optional.of(new AuditFault(sequence, row, sentence));
  }
}
