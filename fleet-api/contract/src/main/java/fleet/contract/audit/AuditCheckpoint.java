package fleet.contract.audit;

import fleet.contract.release.Digest;
import java.time.Instant;

/**
 * That the chain was so long at that time, and ended with that hash: whoever keeps one, signed, can
 * show that what came before was not written anew.
 */
public record AuditCheckpoint(long sequence, Digest hash, Instant at) {
  /** The DSSE payload type. */
  public static final String TYPE = "application/vnd.fleet.audit-checkpoint.v1+json";
}
