package fleet.contract.audit;

import fleet.contract.trust.Envelope;
import java.util.Optional;

/**
 * Whether the log is as it was written.
 *
 * @param waiting rows that are not sealed yet
 * @param head the end of what holds
 * @param fault the first thing that does not
 * @param checkpoint an envelope of an {@link AuditCheckpoint} of the head; absent when something
 *     does not hold
 */
public record AuditVerdict(
    long waiting, AuditHead head, Optional<AuditFault> fault, Optional<Envelope> checkpoint) {}
