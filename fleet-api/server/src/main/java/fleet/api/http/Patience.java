package fleet.api.http;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.ext.web.RoutingContext;
import java.util.IdentityHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Cuts off who holds a connection without asking anything, or sends a body drop by drop. Mutable;
 * owned by one event loop, but for the count of connections, which all of them share.
 */
final class Patience {
  private static final String BODY_TIMER = "body timer";

  /** What is known of one connection. */
  private static final class Watched {
    private int asking;
    private long timer;
  }

  private final Vertx vertx;
  private final HttpLimits limits;
  private final AtomicInteger open;
  private final IdentityHashMap<HttpConnection, Watched> connections = new IdentityHashMap<>();

  /**
   * @param open counts the connections of every event loop
   */
  Patience(Vertx vertx, HttpLimits limits, AtomicInteger open) {
    this.vertx = vertx;
    this.limits = limits;
    this.open = open;
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
    await(connection, watched);
  }

  /** The head of a request is there; called before any other handler. */
  void asked(RoutingContext context) {
    var connection = context.request().connection();
    var watched = connections.get(connection);
    if (watched != null) {
      watched.asking++;
      var _ = vertx.cancelTimer(watched.timer);
      context.addEndHandler(_ -> answered(connection, watched));
    }
    context.next();
  }

  /** From here on a body of at most so many bytes is read. */
  Handler<RoutingContext> bodyBegins(int bytes) {
    var within = limits.bodyWithin(bytes).toMillis();
    return context -> {
      var connection = context.request().connection();
      context.put(BODY_TIMER, vertx.setTimer(within, _ -> cut(connection)));
      context.addEndHandler(_ -> stop(context));
      context.next();
    };
  }

  /** The body is there. */
  void bodyEnds(RoutingContext context) {
    stop(context);
    context.next();
  }

  private void stop(RoutingContext context) {
    var _ = vertx.cancelTimer(context.<Long>get(BODY_TIMER));
  }

  private void answered(HttpConnection connection, Watched watched) {
    watched.asking--;
    if (watched.asking == 0 && connections.containsKey(connection)) {
      await(connection, watched);
    }
  }

  private void await(HttpConnection connection, Watched watched) {
    watched.timer = vertx.setTimer(limits.headWithin().toMillis(), _ -> cut(connection));
  }

  private void end(HttpConnection connection) {
    var watched = connections.remove(connection);
    if (watched != null) {
      var _ = vertx.cancelTimer(watched.timer);
      var _ = open.decrementAndGet();
    }
  }

  private static void cut(HttpConnection connection) {
    var _ = connection.close();
  }
}
