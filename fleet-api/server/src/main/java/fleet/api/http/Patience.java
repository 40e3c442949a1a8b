package fleet.api.http;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Cuts off who holds a connection without asking anything, or sends a body drop by drop: a look at
 * all connections now and then, for a timer for each request costs more than the request. Mutable;
 * owned by one event loop, but for the count of connections, which all of them share.
 */
final class Patience {
  private static final long NEVER = Long.MAX_VALUE;
  private static final int LOOKS = 4;
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  /** What is known of one connection. */
  private static final class Watched {
    private int asking;
    private long cutAt = NEVER;
  }

  private final HttpLimits limits;
  private final AtomicInteger open;
  private final IdentityHashMap<HttpConnection, Watched> connections = new IdentityHashMap<>();
  private final long began = System.nanoTime();

  private Patience(HttpLimits limits, AtomicInteger open) {
    this.limits = limits;
    this.open = open;
  }

  /**
   * Begins; called on the event loop.
   *
   * @param open counts the connections of every event loop
   */
  static Patience on(Vertx vertx, HttpLimits limits, AtomicInteger open) {
    var patience = new Patience(limits, open);
    var _ = vertx.setPeriodic(pause(limits).toMillis(), _ -> patience.look());
    return patience;
  }

  /** A connection begins. */
  void begin(HttpConnection connection) {
    var watched = new Watched();
    connections.put(connection, watched);
    connection.closeHandler(_ -> end(connection));
    if (open.incrementAndGet() > limits.connections()) {
      cut(connection);
      return;
    }
    watched.cutAt = in(limits.headWithin());
  }

  /** The head of a request is there; called before any other handler. */
  void asked(RoutingContext context) {
    var watched = connections.get(context.request().connection());
    if (watched != null) {
      watched.asking++;
      watched.cutAt = NEVER;
      context.addEndHandler(_ -> answered(watched));
    }
    context.next();
  }

  /** From here on a body of at most so many bytes is read. */
  Handler<RoutingContext> bodyBegins(int bytes) {
    var within = limits.bodyWithin(bytes);
    return context -> cutAt(context, in(within));
  }

  /** The body is there. */
  void bodyEnds(RoutingContext context) {
    cutAt(context, NEVER);
  }

  private void cutAt(RoutingContext context, long time) {
    var watched = connections.get(context.request().connection());
    if (watched != null) {
      watched.cutAt = time;
    }
    context.next();
  }

  private void answered(Watched watched) {
    watched.asking--;
    if (watched.asking == 0) {
      watched.cutAt = in(limits.headWithin());
    }
  }

  private void look() {
    var now = in(Duration.ZERO);
    var late = new ArrayList<HttpConnection>();
    connections.forEach((connection, watched) -> {
      if (watched.cutAt <= now) {
        late.add(connection);
      }
    });
    late.forEach(Patience::cut);
  }

  private long in(Duration duration) {
    return System.nanoTime() - began + duration.toNanos();
  }

  private static Duration pause(HttpLimits limits) {
    var shortest =
        limits.headWithin().compareTo(limits.bodyWithin()) < 0
            ? limits.headWithin()
            : limits.bodyWithin();
    var pause = shortest.dividedBy(LOOKS);
    return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
  }

  private void end(HttpConnection connection) {
    if (connections.remove(connection) != null) {
      var _ = open.decrementAndGet();
    }
  }

  private static void cut(HttpConnection connection) {
    var _ = connection.close();
  }
}
