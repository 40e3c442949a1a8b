package fleet.api.audit;

import fleet.api.db.Database;
import fleet.api.wire.Part;
import fleet.contract.audit.AuditCheck;
import fleet.contract.audit.AuditCheckpoint;
import fleet.contract.audit.AuditFault;
import fleet.contract.audit.AuditHead;
import fleet.contract.audit.AuditLine;
import fleet.contract.audit.AuditVerdict;
import fleet.contract.audit.AuditView;
import fleet.contract.operator.Page;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import fleet.contract.trust.Envelope;
import fleet.contract.trust.TrustChain;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Lists the log, checks it and gives all of it away. It is read in batches, each in a transaction
 * of its own, so that it may be long. Thread-safe.
 */
public final class AuditBook {
  private static final int AT_ONCE = 1000;
  private static final int READERS = 2;

  private final ReadRows rows = new ReadRows();
  private final SealRows seals = new SealRows();
  private final Semaphore readers = new Semaphore(READERS);
  private final Database database;
  private final Signer signer;
  private final Supplier<TrustChain> keys;
  private final InstantSource clock;

  /** By which checkpoints are signed. */
  public interface Signer {
    Envelope sign(String type, Object said);
  }

  public AuditBook(
      Database database, Signer signer, Supplier<TrustChain> keys, InstantSource clock) {
    this.database = database;
    this.signer = signer;
    this.keys = keys;
    this.clock = clock;
  }

  /** The newest first; the cursor is an id. */
  public Page<AuditView> list(AuditFilter filter, Part part) {
    return part.page(
        more -> database.call(tx -> rows.list(tx, filter, more)), row -> Long.toString(row.id()));
  }

  /**
   * Reads all of it.
   *
   * @param known an end that the chain had once, which somebody remembers
   */
  public AuditVerdict verify(Optional<AuditHead> known) {
    return alone(() -> {
      var waiting = database.call(rows::waiting);
      var head = database.call(seals::head);
      var check = new AuditCheck();
      chain(head, line -> line.seal().ifPresent(seal -> check.next(seal, line.row())));
      var fault =
          check
              .fault()
              .or(() -> cut(head, check.head()))
              .or(this::stray)
              .or(this::renamed)
              .or(() -> known.flatMap(this::forgotten));
      return new AuditVerdict(
          waiting,
          check.head(),
          fault,
          fault.isEmpty() ? Optional.of(checkpoint(check.head())) : Optional.empty());
    });
  }

  private static Optional<AuditFault> cut(AuditHead said, AuditHead found) {
    return said.equals(found)
        ? Optional.empty()
        : Optional.of(
            new AuditFault(
                found.sequence() + 1,
                0,
                "the chain ends at %d, and had %d rows"
                    .formatted(found.sequence(), said.sequence())));
  }

  private Optional<AuditFault> stray() {
    return database
        .call(rows::stray)
        .map(id -> new AuditFault(0, id, "row %d has lost its seal".formatted(id)));
  }

  private Optional<AuditFault> renamed() {
    var last = 0L;
    var some = people(last);
    while (!some.isEmpty()) {
      for (var line : some) {
        var person = line.person().orElseThrow();
        if (!person.holds()) {
          var sentence = "the name of person #%d was changed".formatted(person.number());
          return Optional.of(new AuditFault(0, 0, sentence));
        }
        last = person.number();
      }
      some = people(last);
    }
    return Optional.empty();
  }

  private Optional<AuditFault> forgotten(AuditHead known) {
    if (known.equals(AuditHead.EMPTY)) {
      return Optional.empty();
    }
    var hash = database.call(tx -> rows.hash(tx, known.sequence()));
    if (hash.isEmpty()) {
      var sentence = "the chain ends before seal %d, which it had".formatted(known.sequence());
      return Optional.of(new AuditFault(known.sequence(), 0, sentence));
    }
    return hash.get().equals(known.hash())
        ? Optional.empty()
        : Optional.of(
            new AuditFault(
                known.sequence(),
                0,
                "seal %d is another than it was: history was written anew"
                    .formatted(known.sequence())));
  }

  /** Gives all that is sealed now, line by line. */
  public void export(Consumer<AuditLine> sink) {
    var _ =
        alone(() -> {
          sink.accept(AuditLine.of(keys.get()));
          var last = 0L;
          for (var some = people(last); !some.isEmpty(); some = people(last)) {
            some.forEach(sink);
            last = some.getLast().person().orElseThrow().number();
          }
          var head = database.call(seals::head);
          chain(head, sink);
          sink.accept(AuditLine.of(checkpoint(head)));
          return true;
        });
  }

  private List<AuditLine> people(long after) {
    return database.call(tx -> rows.people(tx, after, AT_ONCE)).stream()
        .map(AuditLine::of)
        .toList();
  }

  private void chain(AuditHead head, Consumer<AuditLine> sink) {
    var last = 0L;
    for (var some = chain(last, head); !some.isEmpty(); some = chain(last, head)) {
      some.forEach(sink);
      last = some.getLast().seal().orElseThrow().sequence();
    }
  }

  private List<AuditLine> chain(long after, AuditHead head) {
    return database.call(tx -> rows.chain(tx, after, head.sequence(), AT_ONCE));
  }

  private Envelope checkpoint(AuditHead head) {
    var said = new AuditCheckpoint(head.sequence(), head.hash(), clock.instant());
    return signer.sign(AuditCheckpoint.TYPE, said);
  }

  /** Reading all of a long log is work for the database. */
  private <T> T alone(Supplier<T> work) {
    if (!readers.tryAcquire()) {
      throw new ProblemException(
          ProblemCode.CONFLICT,
          "the audit log is being read by %d others".formatted(READERS),
          "try again in a minute");
    }
    try {
      return work.get();
    } finally {
      readers.release();
    }
  }
}
