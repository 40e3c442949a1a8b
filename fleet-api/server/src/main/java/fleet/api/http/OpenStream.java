package fleet.api.http;

import fleet.api.access.Person;
import fleet.contract.problem.ProblemException;
import io.vertx.core.http.HttpServerResponse;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An answer that goes on for as long as a person may hear it. Thread-safe. */
final class OpenStream {
  private static final Logger LOG = LoggerFactory.getLogger(OpenStream.class);

  private final Admitted admitted;
  private final Supplier<Person> again;
  private final HttpServerResponse response;
  private volatile long lookedAt;
  private volatile boolean over;

  /**
   * Who was let in.
   *
   * @param asker by what
   * @param changes how much had changed before
   */
  record Admitted(Asker asker, Person person, long changes) {}

  /**
   * @param again lets the person in once more, or throws the refusal
   */
  OpenStream(Admitted admitted, Supplier<Person> again, HttpServerResponse response) {
    this.admitted = admitted;
    this.again = again;
    this.response = response;
    this.lookedAt = admitted.changes();
  }

  /** Says whether it was answered to its end, or its reader has left. */
  boolean isGone() {
    return response.ended() || response.closed();
  }

  /** Says whether it goes on, and looks only when there were more changes than when it did last. */
  boolean goesOn(long changes) {
    if (lookedAt < changes) {
      look(changes);
    }
    return !over;
  }

  /** Cuts the answer off when they would not be let in now, or would see less. Blocking. */
  void look(long changes) {
    try {
      if (!seesAsMuch(again.get())) {
        cut("fewer fleets are seen");
      }
    } catch (ProblemException e) {
      cut(e.problem().message());
    }
    lookedAt = changes;
  }

  /** What is about one thing was judged by it; what tells of all that they see, by all of that. */
  private boolean seesAsMuch(Person now) {
    return admitted.asker().guard().subject() != Subject.SEEN
        || now.sight().covers(admitted.person().sight());
  }

  private void cut(String why) {
    over = true;
    LOG.atInfo().addKeyValue("user", admitted.person().name()).log("a stream was ended: {}", why);
    var _ = response.reset();
  }
}
