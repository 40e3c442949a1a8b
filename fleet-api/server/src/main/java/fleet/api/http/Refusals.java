package fleet.api.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fleet.contract.Json;
import fleet.contract.problem.ProblemCode;
import io.vertx.core.http.HttpMethod;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Why a route may refuse, as OpenAPI says it: one response for each status. */
final class Refusals {
  /** Of every route: the server fails, or has no database. */
  private static final Set<ProblemCode> ALWAYS =
      EnumSet.of(ProblemCode.INVALID_REQUEST, ProblemCode.INTERNAL, ProblemCode.UNAVAILABLE);

  private Refusals() {}

  static void add(Endpoint endpoint, ObjectNode responses) {
    var codes = EnumSet.copyOf(ALWAYS);
    codes.addAll(endpoint.refusals());
    codes.addAll(ofGuard(endpoint.guard()));
    if (!endpoint.method().equals(HttpMethod.GET)) {
      codes.addAll(EnumSet.of(ProblemCode.NOT_FOUND, ProblemCode.CONFLICT, ProblemCode.TOO_LARGE));
    }
    if (!PathParts.of(endpoint.path()).isEmpty()) {
      codes.add(ProblemCode.NOT_FOUND);
    }
    codes.stream()
        .map(ProblemCode::status)
        .distinct()
        .sorted()
        .forEach(status -> refer(responses, Integer.toString(status), name(status)));
    refer(responses, "default", "Problem");
  }

  private static Set<ProblemCode> ofGuard(Guard guard) {
    return switch (guard) {
      case Guard.Anybody _ -> EnumSet.noneOf(ProblemCode.class);
      case Guard.Signed _ ->
          EnumSet.of(ProblemCode.UNAUTHENTICATED, ProblemCode.FORBIDDEN, ProblemCode.NOT_FOUND);
      case Guard.Device _ -> EnumSet.of(ProblemCode.UNAUTHENTICATED, ProblemCode.GONE);
      case Guard.Server _ -> EnumSet.of(ProblemCode.UNAUTHENTICATED);
    };
  }

  private static void refer(ObjectNode responses, String status, String name) {
    responses.putObject(status).put("$ref", "#/components/responses/" + name);
  }

  /**
   * The responses that are referred to.
   *
   * @param problem the schema of their body
   */
  static ObjectNode components(ObjectNode problem) {
    var responses = Json.mapper().createObjectNode();
    codes()
        .map(ProblemCode::status)
        .distinct()
        .forEach(status -> response(responses, name(status), meaning(status), problem));
    response(responses, "Problem", "It was not done, and why.", problem);
    return responses;
  }

  private static void response(
      ObjectNode responses, String name, String meaning, ObjectNode problem) {
    responses
        .putObject(name)
        .put("description", meaning)
        .putObject("content")
        .putObject("application/json")
        .set("schema", problem);
  }

  /** The first code of a status, {@code NotFound}. */
  private static String name(int status) {
    var words = of(status).findFirst().orElseThrow().name().toLowerCase(Locale.ROOT).split("_");
    return Arrays.stream(words)
        .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
        .collect(Collectors.joining());
  }

  private static String meaning(int status) {
    return of(status).map(ProblemCode::sentence).collect(Collectors.joining(" "));
  }

  private static Stream<ProblemCode> of(int status) {
    return codes().filter(code -> code.status() == status);
  }

  /** A method that a path does not take is refused before there is a route. */
  private static Stream<ProblemCode> codes() {
    return Arrays.stream(ProblemCode.values())
        .filter(code -> code != ProblemCode.METHOD_NOT_ALLOWED);
  }
}
