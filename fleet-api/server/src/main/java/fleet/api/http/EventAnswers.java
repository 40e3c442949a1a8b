package fleet.api.http;

import fleet.api.access.Person;
import fleet.api.access.Sight;
import fleet.api.event.EventFeed;
import fleet.contract.Json;
import fleet.contract.operator.Event;
import java.util.Optional;
import java.util.stream.Collectors;

/** What happens, as server-sent events (HTML standard, section 9.2). */
record EventAnswers(EventFeed feed) {
  private static final String TYPE = "text/event-stream";

  static final Parameter<Long> AFTER =
      Parameter.optional("after", Kind.counted(), "The cursor of the last event that was seen.");

  /** From now on, or from where the caller was cut off. */
  Answer events(Person person, Call call) {
    var start =
        call.header("Last-Event-ID")
            .map(Parameters.LAST_EVENT_ID::read)
            .or(() -> call.query(AFTER));
    return new Answer.Stream(TYPE, sink -> follow(start, person.sight(), sink));
  }

  /** A cursor from the future is another database's: then it is from now on. */
  private void follow(Optional<Long> start, Sight sight, Answer.Sink sink)
      throws InterruptedException {
    var now = feed.position();
    var cursor = start.filter(given -> given <= now).orElse(now);
    sink.write(":\n\n");
    while (true) {
      var seen = feed.signal().count();
      var events = feed.after(cursor);
      if (events.isEmpty()) {
        feed.signal().awaitBeyond(seen, ReleaseAnswers.HEARTBEAT);
        if (feed.signal().count() == seen) {
          sink.write(":\n\n");
        }
      } else {
        var text =
            events.stream()
                .filter(event -> sees(sight, event))
                .map(EventAnswers::text)
                .collect(Collectors.joining());
        if (!text.isEmpty()) {
          sink.write(text);
        }
        cursor = events.getLast().cursor();
      }
    }
  }

  /** What is about no fleet is between the nodes. */
  private static boolean sees(Sight sight, Event event) {
    return event.fleet().filter(sight::sees).isPresent();
  }

  private static String text(Event event) {
    return "id: %d\ndata: %s\n\n".formatted(event.cursor(), Json.write(event));
  }
}
