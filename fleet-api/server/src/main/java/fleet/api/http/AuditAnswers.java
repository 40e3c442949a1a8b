package fleet.api.http;

import fleet.api.access.Person;
import fleet.api.audit.AuditBook;
import fleet.api.audit.AuditFilter;
import fleet.contract.Json;
import fleet.contract.audit.AuditHead;
import fleet.contract.identity.FleetName;
import fleet.contract.release.Digest;
import java.time.Instant;

/** Who did what. */
record AuditAnswers(AuditBook book) {
  private static final int LONGEST = 200;

  static final Parameter<String> WHO =
      Parameter.optional(
          "who",
          Kind.text(LONGEST),
          "Only what was done by this user, device id, server or nobody.");
  static final Parameter<String> ACTION =
      Parameter.optional(
          "action", Kind.text(LONGEST), "Only this: device.pin, or device for all of devices.");
  static final Parameter<String> SUBJECT =
      Parameter.optional(
          "subject",
          Kind.text(LONGEST),
          "Only what was done to this user, or to what has this in its words.");
  static final Parameter<FleetName> FLEET =
      Parameter.optional(
          "fleet", Kind.of(FleetName.class, FleetName::parse), "Only what was done in this fleet.");
  static final Parameter<Instant> FROM =
      Parameter.optional("from", Kind.time(), "Not before this time.");
  static final Parameter<Instant> UNTIL =
      Parameter.optional("until", Kind.time(), "Before this time.");
  static final Parameter<Long> SEQUENCE =
      Parameter.optional(
          "sequence", Kind.counted(), "Of an end that the chain had once; the hash goes with it.");
  static final Parameter<Digest> HASH =
      Parameter.optional("hash", Kind.of(Digest.class, Digest::parse), "Which hash that end had.");

  Answer list(Person person, Call call) {
    var filter =
        new AuditFilter(
            call.query(WHO),
            call.query(ACTION),
            call.query(SUBJECT),
            call.query(FLEET),
            call.query(FROM),
            call.query(UNTIL));
    return Answer.ok(book.list(filter, call.part()));
  }

  Answer verify(Person person, Call call) {
    var sequence = call.query(SEQUENCE);
    var hash = call.query(HASH);
    if (sequence.isPresent() != hash.isPresent()) {
      throw new IllegalArgumentException("sequence and hash: give both, or neither");
    }
    return Answer.ok(
        book.verify(sequence.flatMap(number -> hash.map(known -> new AuditHead(number, known)))));
  }

  Answer export(Person person, Call call) {
    return new Answer.Stream(
        ReleaseAnswers.NDJSON, sink -> book.export(line -> sink.write(Json.write(line) + "\n")));
  }
}
