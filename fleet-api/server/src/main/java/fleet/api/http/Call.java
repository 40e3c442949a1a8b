package fleet.api.http;

import fleet.api.access.account.Origin;
import fleet.api.target.Approach;
import fleet.api.wire.Part;
import fleet.api.wire.Received;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** One request, copied off the event loop; any thread may read it. */
final class Call {
  private static final Pattern HOST =
      Pattern.compile("[A-Za-z0-9._-]{1,255}|\\[[0-9A-Fa-f:.]{2,45}]");
  private static final int DEFAULT_LIMIT = 100;

  /** How many items a part of a list has at most. */
  static final int MOST_ITEMS = 500;

  static final Parameter<String> AFTER =
      Parameter.optional(
          "after",
          Kind.text(1000),
          "The cursor that the part before gave; absent for the first part.");
  static final Parameter<Integer> LIMIT =
      Parameter.optional("limit", Kind.number(1, MOST_ITEMS), "How many items at most; else 100.");

  private final Values values;
  private final MultiMap headers;
  private final byte[] body;
  private final Approach approach;
  private final Origin origin;

  private Call(Values values, MultiMap headers, byte[] body, Approach approach, Origin origin) {
    this.values = values;
    this.headers = headers;
    this.body = body;
    this.approach = approach;
    this.origin = origin;
  }

  /** Takes the request; called on its event loop. */
  static Call of(RoutingContext context) {
    var body = context.body() == null ? null : context.body().buffer();
    var request = context.request();
    return new Call(
        Values.of(context),
        request.headers(),
        Optional.ofNullable(body).map(Buffer::getBytes).orElse(new byte[0]),
        approach(request),
        origin(request));
  }

  /**
   * The same, whose values can be read as they are published.
   *
   * @throws IllegalArgumentException with the name of a value that is not as it is published
   */
  Call within(Published published) {
    return new Call(values.within(published), headers, body, approach, origin);
  }

  /** A part of the path. */
  <T> T path(Parameter<T> part) {
    return values.path(part);
  }

  /** A parameter of the query; nothing when it is empty. */
  <T> Optional<T> query(Parameter<T> parameter) {
    return values.query(parameter);
  }

  /** One that must be there. */
  <T> T need(Parameter<T> parameter) {
    return values.query(parameter).orElseThrow();
  }

  /** One that may be there more than once. */
  <T> List<T> all(Parameter<T> parameter) {
    return values.all(parameter);
  }

  /** One that has keys. */
  <T> Map<String, T> keyed(Parameter<T> parameter) {
    return values.keyed(parameter);
  }

  /** Which part of a list is wanted. */
  Part part() {
    return new Part(query(AFTER).orElse(""), query(LIMIT).orElse(DEFAULT_LIMIT));
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
