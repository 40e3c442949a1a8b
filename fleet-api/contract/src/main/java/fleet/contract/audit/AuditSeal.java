package fleet.contract.audit;

import static java.util.Objects.requireNonNull;

import fleet.contract.release.Digest;

/**
 * A row's place in the chain.
 *
 * @param sequence from 1, without gaps
 * @param audit the row's id
 * @param previous the hash of the seal before
 */
public record AuditSeal(long sequence, long audit, Digest previous, Digest hash) {
  public AuditSeal {
    requireNonNull(previous, "previous");
    requireNonNull(hash, "hash");
  }
}
