package fleet.api.http;

import fleet.api.access.Person;
import fleet.api.audit.AuditBook;
import fleet.api.audit.AuditFilter;
import fleet.contract.Json;
import fleet.contract.audit.AuditHead;
import fleet.contract.identity.FleetName;
import fleet.contract.release.Digest;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Who did what. */
record AuditAnswers(AuditBook book) {
  private static final int LONGEST = 200;

  Answer list(Person person, Call call) {
    var filter =
        new AuditFilter(
            word(call, "who"),
            word(call, "action"),
            word(call, "subject"),
            call.query("fleet").map(FleetName::parse),
            time(call, "from"),
            time(call, "until"));
    return Answer.ok(book.list(filter, call.part()));
  }

  private static Optional<String> word(Call call, String name) {
    var word = call.query(name);
    if (word.filter(text -> text.length() > LONGEST || text.indexOf('\0') >= 0).isPresent()) {
      throw new IllegalArgumentException(
          "%s: expected at most %d characters".formatted(name, LONGEST));
    }
    return word;
  }

  private static Optional<Instant> time(Call call, String name) {
    try {
      return call.query(name).map(Instant::parse);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(name + ": expected a time like 2026-11-24T00:00:00Z", e);
    }
  }

  Answer verify(Person person, Call call) {
    var sequence = call.query("sequence");
    var hash = call.query("hash").map(Digest::parse);
    if (sequence.isPresent() != hash.isPresent()) {
      throw new IllegalArgumentException("sequence and hash: give both, or neither");
    }
    return Answer.ok(book.verify(hash.map(known -> new AuditHead(sequence(call), known))));
  }

  private static long sequence(Call call) {
    try {
      return call.query("sequence")
          .map(Long::parseLong)
          .filter(number -> number >= 0)
          .orElseThrow();
    } catch (RuntimeException e) {
      throw new IllegalArgumentException("sequence: expected a whole number from 0", e);
    }
  }

  Answer export(Person person, Call call) {
    return new Answer.Stream(
        ReleaseAnswers.NDJSON, sink -> book.export(line -> sink.write(Json.write(line) + "\n")));
  }
}
