package fleet.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fleet.api.PublishedRoutes.Route;
import fleet.contract.problem.ProblemCode;
import java.math.BigInteger;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every parameter of the published document, with a value that the document does not allow. */
class ParametersIT {
  private static final String ANY_ID = "00000000-0000-4000-8000-000000000000";

  /** Of a request, no line may be much longer. */
  private static final int MOST_OF_LINE = 2000;

  /** What is in none of the forms that there are. */
  private static final String SHAPELESS = "%3F%20%3F";

  private static final Map<String, String> THERE =
      Map.ofEntries(
          Map.entry("fleet", "berlin"),
          Map.entry("user", "admin"),
          Map.entry("service", "web"),
          Map.entry("group", "ovens"),
          Map.entry("provider", "corp"),
          Map.entry("type", "toaster"),
          Map.entry("device", "kitchen"),
          Map.entry("action", "push"),
          Map.entry("digest", "sha256:" + "0".repeat(64)),
          Map.entry("kind", "blobs"),
          Map.entry("fingerprint", "SHA256:" + "a".repeat(43)));

  private static RunningApi api;

  @BeforeAll
  static void start() {
    api = RunningApi.alone();
    var key = api.newKey(api.newFleet("berlin"), 1).key();
    var _ = TestDevice.register(api, key, "kitchen");
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @ParameterizedTest(name = "{1} of {0}")
  @MethodSource("everyValueEverywhere")
  void a_value_that_the_document_does_not_allow_is_refused_by_name(
      Route route, String name, String path) {
    var caller =
        switch (route.who()) {
          case "server" -> api.asServer();
          case "anybody" -> api.anybody();
          default -> api.asAdmin();
        };
    var request = caller.request(path).method(route.method(), BodyPublishers.noBody());
    var problem = caller.send(request).expect(400).problem();
    assertThat(problem.code()).isEqualTo(ProblemCode.INVALID_REQUEST);
    assertThat(problem.message()).startsWith(name + ": ");
  }

  static Stream<Arguments> everyValueEverywhere() {
    return api.anybody().contract().routes().all().stream()
        .flatMap(route -> Stream.concat(ofPath(route), ofQuery(route)));
  }

  private static Stream<Arguments> ofPath(Route route) {
    return route
        .parameters("path")
        .flatMap(part ->
            outside(part)
                .map(value -> arguments(route, part, path(route, Optional.of(part), value))));
  }

  private static Stream<Arguments> ofQuery(Route route) {
    return route
        .parameters("query")
        .flatMap(parameter ->
            outside(parameter)
                .map(value -> {
                  var others =
                      route
                          .parameters("query")
                          .filter(other ->
                              other.path("required").asBoolean() && !other.equals(parameter))
                          .map(other -> ParameterValues.name(other) + "=" + known(other))
                          .collect(Collectors.joining("&"));
                  var query = "?%s=%s&%s".formatted(ParameterValues.name(parameter), value, others);
                  return arguments(route, parameter, path(route, Optional.empty(), "") + query);
                }));
  }

  private static Arguments arguments(Route route, JsonNode parameter, String path) {
    return Arguments.of(route, parameter.path("name").asText(), path);
  }

  private static String path(Route route, Optional<JsonNode> wrong, String value) {
    var path = route.template();
    for (var part : route.parameters("path").toList()) {
      var text = wrong.filter(part::equals).isPresent() ? value : known(part);
      path = path.replace("{" + part.path("name").asText() + "}", text);
    }
    return path;
  }

  private static String known(JsonNode parameter) {
    var name = parameter.path("name").asText();
    return THERE.getOrDefault(name, ANY_ID);
  }

  /** Values that the schema does not allow, as they stand in a URL. */
  private static Stream<String> outside(JsonNode parameter) {
    var schema =
        new ParameterValues(api.anybody().contract().routes().document()).schema(parameter);
    if (schema.has("maximum")) {
      var most = schema.path("maximum").bigIntegerValue();
      var least = schema.path("minimum").bigIntegerValue();
      return Stream.of(
          "many",
          "1.5",
          most.add(BigInteger.ONE).toString(),
          least.subtract(BigInteger.ONE).toString());
    }
    if (schema.has("maxLength")) {
      var most = schema.path("maxLength").asInt();
      return Stream.of(most > MOST_OF_LINE ? "%00" : "a".repeat(most + 1));
    }
    return Stream.of(SHAPELESS);
  }
}
