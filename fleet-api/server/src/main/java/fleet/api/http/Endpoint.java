package fleet.api.http;

import fleet.contract.node.AccessAction;
import fleet.contract.problem.ProblemCode;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * One route: what is asked, by whom and about what, and what is answered. The router, the published
 * document and the tests of who may what are all made of these.
 *
 * @param path as OpenAPI writes it, {@code /fleets/{fleet}}
 * @param summary one sentence for the published document
 * @param query the parameters that it reads
 * @param refusals why it refuses, beyond what {@link Refusals} finds by itself
 */
record Endpoint(
    HttpMethod method,
    String path,
    String summary,
    Guard guard,
    List<Parameter<?>> query,
    List<ProblemCode> refusals,
    Takes takes,
    Gives gives,
    Work work) {
  private static final int SMALL = 64 * 1024;

  Endpoint {
    query = List.copyOf(query);
    refusals = List.copyOf(refusals);
  }

  static Endpoint get(String path, String summary) {
    return begin(HttpMethod.GET, path, summary);
  }

  static Endpoint post(String path, String summary) {
    return begin(HttpMethod.POST, path, summary);
  }

  static Endpoint put(String path, String summary) {
    return begin(HttpMethod.PUT, path, summary);
  }

  static Endpoint patch(String path, String summary) {
    return begin(HttpMethod.PATCH, path, summary);
  }

  static Endpoint delete(String path, String summary) {
    return begin(HttpMethod.DELETE, path, summary);
  }

  private static Endpoint begin(HttpMethod method, String path, String summary) {
    return new Endpoint(
        method,
        path,
        summary,
        new Guard.Anybody(),
        List.of(),
        List.of(),
        new Takes.Nothing(),
        new Gives.Nothing(),
        new Work.ForAnybody(_ -> Answer.done()));
  }

  /** For a person who may do this to that. */
  Endpoint by(AccessAction action, Subject subject) {
    return with(new Guard.Signed(action, subject));
  }

  Endpoint byDevice() {
    return with(new Guard.Device());
  }

  Endpoint byServer() {
    return with(new Guard.Server());
  }

  Endpoint takes(Class<?> body) {
    return takes(body, SMALL);
  }

  /** Takes a body of at most so many bytes. */
  Endpoint takes(Class<?> body, int most) {
    return with(new Takes.Json(body, most));
  }

  Endpoint takes(Takes other) {
    return with(other);
  }

  Endpoint query(Parameter<?>... parameters) {
    var longer = Stream.concat(query.stream(), Stream.of(parameters)).toList();
    return new Endpoint(method, path, summary, guard, longer, refusals, takes, gives, work);
  }

  /** Also refuses for these reasons, beyond those of every route like it. */
  Endpoint refuses(ProblemCode... codes) {
    return new Endpoint(method, path, summary, guard, query, List.of(codes), takes, gives, work);
  }

  Endpoint gives(Class<?> value) {
    return with(new Gives.Value(200, value));
  }

  Endpoint makes(Class<?> value) {
    return with(new Gives.Value(201, value));
  }

  Endpoint givesPage(Class<?> item) {
    return query(Call.AFTER, Call.LIMIT).with(new Gives.PageOf(item));
  }

  /** Gives a list that is never longer than this, as one part. */
  Endpoint givesAll(Class<?> item, int most) {
    return with(new Gives.AllOf(item, most));
  }

  Endpoint gives(Gives other) {
    return with(other);
  }

  Endpoint answer(Work.Answering answering) {
    return with(new Work.ForAnybody(answering));
  }

  Endpoint person(Work.PersonAnswering answering) {
    return with(new Work.ForPerson(answering));
  }

  Endpoint device(Work.DeviceAnswering answering) {
    return with(new Work.ForDevice(answering));
  }

  Endpoint device(Predicate<RoutingContext> quick, Work.DeviceAnswering answering) {
    return with(new Work.ForDeviceAtOnce(quick, answering));
  }

  Endpoint raw(Handler<RoutingContext> handler) {
    return with(new Work.Raw(handler));
  }

  private Endpoint with(Guard other) {
    return new Endpoint(method, path, summary, other, query, refusals, takes, gives, work);
  }

  private Endpoint with(Takes other) {
    return new Endpoint(method, path, summary, guard, query, refusals, other, gives, work);
  }

  private Endpoint with(Gives other) {
    return new Endpoint(method, path, summary, guard, query, refusals, takes, other, work);
  }

  private Endpoint with(Work other) {
    return new Endpoint(method, path, summary, guard, query, refusals, takes, gives, other);
  }
}
