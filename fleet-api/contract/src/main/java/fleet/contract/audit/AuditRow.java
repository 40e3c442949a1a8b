package fleet.contract.audit;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * A row of the log as it is sealed.
 *
 * @param id grows, though not always in the order of the chain
 * @param at to the microsecond
 * @param who {@code person:MARK}, {@code device:ID}, {@code provider:NAME}, {@code server} or
 *     {@code nobody}
 * @param what such as {@code fleet.create}
 * @param about {@code person:MARK}
 */
public record AuditRow(
    long id,
    Instant at,
    String who,
    String what,
    Optional<String> fleet,
    Optional<String> about,
    String subject) {
  public AuditRow {
    requireNonNull(at, "at");
    requireNonNull(who, "who");
    requireNonNull(what, "what");
    requireNonNull(subject, "subject");
  }
}
