package fleet.api.http;

import fleet.api.db.DatabaseDownException;
import fleet.api.event.EventFeed;
import fleet.api.event.EventKind;
import fleet.api.event.Signal;
import fleet.contract.operator.Event;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The streams that people read from this node. One worker lets each reader in again when something
 * changed by which people are known or may, and in any case every few seconds; whoever is refused
 * then is cut off. What is written between the change and that look waits for a look of its own.
 * Thread-safe.
 */
public final class OpenStreams implements EventFeed.Listener, Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(OpenStreams.class);

  /** With the pause and the looking itself, each stream is seen within a heartbeat of 15 s. */
  private static final Duration ROUND = Duration.ofSeconds(10);

  /** Changes that come so close together are looked at together. */
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final Set<OpenStream> open = ConcurrentHashMap.newKeySet();
  private final Signal changed = new Signal();

  /** How much has changed so far. */
  long changes() {
    return changed.count();
  }

  /** Watches a stream for as long as it is open. */
  void watch(OpenStream stream) {
    open.add(stream);
  }

  /**
   * The same stream, watched.
   *
   * @throws ReaderGoneException from its sink, when its reader was cut off
   */
  Answer.Stream watched(Answer.Stream answer, OpenStream stream) {
    return new Answer.Stream(
        answer.contentType(),
        sink -> {
          watch(stream);
          answer.writer().write(text -> write(stream, sink, text));
        });
  }

  private void write(OpenStream stream, Answer.Sink sink, String text) {
    if (!stream.goesOn(changes())) {
      throw new ReaderGoneException();
    }
    sink.write(text);
  }

  @Override
  public void happened(List<Event> events) {
    if (events.stream().anyMatch(OpenStreams::mayRevoke)) {
      changed.raise();
    }
  }

  private static boolean mayRevoke(Event event) {
    return EventKind.find(event.kind())
        .map(kind ->
            switch (kind) {
              case ACCESS_CHANGED, FLEET_DELETED, DEVICE_DELETED -> true;
              case FLEET_CREATED,
                  FLEET_CHANGED,
                  FLEET_NOTED,
                  RELEASE_CREATED,
                  RELEASE_CHANGED,
                  ROLLOUT_CHANGED,
                  JOB_CHANGED,
                  GROUP_CHANGED,
                  DEVICE_CREATED,
                  DEVICE_CHANGED,
                  DEVICE_TARGETED ->
                  false;
            })
        .orElse(false);
  }

  @Override
  public void cutOff() {}

  @Override
  public void backAgain() {
    changed.raise();
  }

  @Override
  public void run() {
    try {
      var seen = changes();
      while (!Thread.currentThread().isInterrupted()) {
        changed.awaitBeyond(seen, ROUND);
        seen = changes();
        lookAtAll(seen);
        Thread.sleep(PAUSE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void lookAtAll(long changes) {
    open.removeIf(OpenStream::isGone);
    try {
      open.forEach(stream -> look(stream, changes));
    } catch (DatabaseDownException e) {
      LOG.atWarn().setCause(e).log("could not look whether streams may go on");
    }
  }

  /** A fault of one saves no other from being looked at. */
  private static void look(OpenStream stream, long changes) {
    try {
      stream.look(changes);
    } catch (DatabaseDownException e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.atError().setCause(e).log("could not look whether a stream may go on");
    }
  }
}
