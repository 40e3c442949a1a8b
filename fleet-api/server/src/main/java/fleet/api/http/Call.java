package fleet.api.http;

import fleet.api.access.account.Origin;
import fleet.api.target.Approach;
import fleet.api.wire.Part;
import fleet.api.wire.Received;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** One request, copied off the event loop; any thread may read it. */
final class Call {
  private static final Pattern HOST =
      Pattern.compile("[A-Za-z0-9._-]{1,255}|\\[[0-9A-Fa-f:.]{2,45}]");
  private static final int DEFAULT_LIMIT = 100;
  private static final int MAX_LIMIT = 500;

  private final Map<String, String> path;
  private final io.vertx.core.MultiMap query;
  private final io.vertx.core.MultiMap headers;
  private final byte[] body;
  private final Approach approach;
  private final Origin origin;

  private Call(RoutingContext context, byte[] body) {
    var request = context.request();
    this.path = Map.copyOf(context.pathParams());
    this.query = context.queryParams();
    this.headers = request.headers();
    this.body = body;
    this.approach = approach(request);
    this.origin = origin(request);
  }

  /** Takes the request; called on its event loop. */
  static Call of(RoutingContext context) {
    var body = context.body() == null ? null : context.body().buffer();
    return new Call(context, Optional.ofNullable(body).map(Buffer::getBytes).orElse(new byte[0]));
  }

  /** A part of the path. */
  String path(String name) {
    var value = path.get(name);
    if (value == null) {
      throw new IllegalStateException("the route has no part " + name);
    }
    return value;
  }

  /** A parameter of the query; nothing when it is empty. */
  Optional<String> query(String name) {
    return Optional.ofNullable(query.get(name)).filter(value -> !value.isEmpty());
  }

  Set<String> queryNames() {
    return query.names();
  }

  List<String> queryAll(String name) {
    return query.getAll(name);
  }

  boolean flag(String name) {
    return query(name).filter("true"::equals).isPresent();
  }

  /** A whole number of the query. */
  int number(String name, int otherwise) {
    try {
      return query(name).map(Integer::parseInt).orElse(otherwise);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(name + ": expected a whole number", e);
    }
  }

  /** Which part of a list is wanted. */
  Part part() {
    var limit = Math.clamp(number("limit", DEFAULT_LIMIT), 1, MAX_LIMIT);
    return new Part(query("after").orElse(""), limit);
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  <T> T body(Class<T> type) {
    return Received.read(body, type);
  }

  /** The name or address by which the caller reached this server. */
  String host() {
    return approach.host();
  }

  /** All of how the caller reached this server. */
  Approach approach() {
    return approach;
  }

  /** From where it was sent. */
  Origin origin() {
    return origin;
  }

  private static Origin origin(HttpServerRequest request) {
    var agent = Optional.ofNullable(request.getHeader("User-Agent")).orElse("");
    return new Origin(request.remoteAddress().hostAddress(), agent);
  }

  static Approach approach(HttpServerRequest request) {
    var named = request.authority();
    var port = named == null ? request.localAddress().port() : named.port();
    return new Approach(request.isSSL(), host(request), port);
  }

  private static String host(HttpServerRequest request) {
    var named = request.authority();
    if (named != null && HOST.matcher(named.host()).matches()) {
      return named.host();
    }
    var own = request.localAddress().hostAddress();
    return own.contains(":") ? "[" + own + "]" : own;
  }
}
