package fleet.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import fleet.api.PublishedRoutes.Route;
import fleet.contract.Json;
import java.net.URI;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Holds what is asked and answered against the published document, and remembers which routes were
 * answered with success. Thread-safe.
 */
final class ContractCheck {
  private static final String DATA = "data: ";

  /** A shorter secret of a test may be a word of the error's sentence. */
  private static final int TELLING = 12;

  private volatile Optional<AuditWitness> witness = Optional.empty();
  private final Set<String> answered = ConcurrentHashMap.newKeySet();
  private final PublishedRoutes routes;
  private final SecretsSeen secrets;
  private final ParameterValues parameters;
  private final BodyCheck requests;
  private final BodyCheck answers;

  ContractCheck(PublishedRoutes routes) {
    this.routes = routes;
    this.secrets = new SecretsSeen(routes.document());
    this.parameters = new ParameterValues(routes.document());
    this.requests = BodyCheck.ofRequests(routes.document());
    this.answers = BodyCheck.ofAnswers(routes.document());
  }

  /** One request and its answer. */
  record Spoken(
      String method,
      URI uri,
      Supplier<String> sent,
      int status,
      Optional<String> contentType,
      String received) {
    boolean succeeded() {
      return status < 400;
    }
  }

  PublishedRoutes routes() {
    return routes;
  }

  /** What of all that was said nobody else may know. */
  SecretsSeen secrets() {
    return secrets;
  }

  /** From now on the audit log is looked into around each request. */
  void watch(AuditWitness other) {
    witness = Optional.of(other);
  }

  Optional<AuditWitness> witness() {
    return witness;
  }

  /** The route by which something may have been changed. */
  Optional<Route> changed(Spoken spoken) {
    return spoken.succeeded() && !spoken.method().equals("GET")
        ? routes.find(spoken.method(), spoken.uri().getRawPath())
        : Optional.empty();
  }

  /** The names of the operations that were answered with success. */
  Set<String> answered() {
    return Set.copyOf(answered);
  }

  /** Fails with what is not as the document says. */
  void check(Spoken spoken) {
    var path = spoken.uri().getRawPath();
    if (path.equals("/") || path.startsWith("/assets/") || GitPaths.isOne(path)) {
      return;
    }
    var route = routes.find(spoken.method(), path);
    if (!spoken.succeeded()) {
      problem(spoken);
      route.ifPresent(known -> refused(known, spoken));
      return;
    }
    assertThat(route).as("%s %s is not in the document", spoken.method(), path).isPresent();
    success(route.orElseThrow(), spoken);
  }

  /** Notes a success whose body was seen in part, or elsewhere. */
  void note(Route route, int status) {
    if (status == route.success()) {
      answered.add(route.id());
    }
  }

  private void problem(Spoken spoken) {
    assertThat(spoken.contentType()).contains("application/json");
    var schema = routes.document().at("/components/responses/Problem/content");
    answers.require(
        schema.path("application/json").path("schema"), tree(spoken.received()), "the Problem");
    assertThat(secrets.all())
        .filteredOn(secret -> secret.length() >= TELLING)
        .as("secrets that an error tells")
        .noneMatch(spoken.received()::contains);
  }

  private void refused(Route route, Spoken spoken) {
    parameters.requireNames(route, spoken.uri());
    assertThat(route.operation().path("responses").has(Integer.toString(spoken.status())))
        .as(
            "%s answers %d, and the document does not say so: Endpoint.refuses, or Refusals",
            route, spoken.status())
        .isTrue();
  }

  private void success(Route route, Spoken spoken) {
    parameters.requireNames(route, spoken.uri());
    parameters.requireValues(route, spoken.uri());
    route
        .takesJson()
        .ifPresent(schema -> {
          var sent = tree(spoken.sent().get());
          requests.require(schema, sent, "what was sent to " + route);
          secrets.look(schema, sent);
        });
    var response = route.operation().path("responses").path(Integer.toString(spoken.status()));
    assertThat(response.isObject())
        .as("%s answers %d, and the document does not say so", route, spoken.status())
        .isTrue();
    body(route, response.path("content"), spoken);
    note(route, spoken.status());
  }

  private void body(Route route, JsonNode content, Spoken spoken) {
    if (content.isMissingNode()) {
      assertThat(spoken.received()).as("%s answers nothing", route).isEmpty();
      return;
    }
    var type = spoken.contentType().orElse("").split(";")[0];
    var said = content.path(type);
    assertThat(said.isObject())
        .as("%s answers %s, and the document does not say so", route, type)
        .isTrue();
    var what = "what %s answered".formatted(route);
    if (said.has("x-fleet-line")) {
      lines(said.path("x-fleet-line"), spoken, what);
    } else if (type.equals("application/json")) {
      var received = tree(spoken.received());
      answers.require(said.path("schema"), received, what);
      secrets.look(said.path("schema"), received);
    }
  }

  private void lines(JsonNode schema, Spoken spoken, String what) {
    var isEvents = spoken.contentType().orElse("").startsWith("text/event-stream");
    Arrays.stream(spoken.received().split("\n"))
        .filter(line -> isEvents ? line.startsWith(DATA) : !line.isEmpty())
        .map(line -> isEvents ? line.substring(DATA.length()) : line)
        .forEach(line -> answers.require(schema, tree(line), what));
  }

  private static JsonNode tree(String body) {
    try {
      return Json.mapper().readTree(body);
    } catch (JsonProcessingException e) {
      throw new AssertionError("not JSON: " + body, e);
    }
  }
}
