package fleet.contract.audit;

/**
 * The first thing in a log that is not as it was written.
 *
 * @param sequence its place in the chain; 0 where it has none
 * @param row its id; 0 where it is no row
 * @param message a sentence about what is wrong
 */
public record AuditFault(long sequence, long row, String message) {}
