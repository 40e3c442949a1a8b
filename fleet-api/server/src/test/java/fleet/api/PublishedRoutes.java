package fleet.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The routes as the server publishes them at {@code /api/v1/openapi.json}. */
record PublishedRoutes(JsonNode document, List<Route> all) {
  static final String PATH = "/api/v1/openapi.json";

  /** One operation of the document. */
  record Route(String method, String template, Pattern pattern, JsonNode operation) {
    static Route of(String method, String template, JsonNode operation) {
      var pattern = Pattern.compile(template.replaceAll("\\{[^}]+}", "([^/]+)"));
      return new Route(method.toUpperCase(Locale.ROOT), template, pattern, operation);
    }

    String id() {
      return operation.path("operationId").asText();
    }

    String who() {
      return operation.path("x-fleet-access").path("who").asText();
    }

    String action() {
      return operation.path("x-fleet-access").path("action").asText();
    }

    String subject() {
      return operation.path("x-fleet-access").path("subject").asText();
    }

    /** The status that says that all is well. */
    int success() {
      return operation
          .path("responses")
          .propertyStream()
          .map(java.util.Map.Entry::getKey)
          .filter(status -> status.matches("[123]\\d\\d"))
          .mapToInt(Integer::parseInt)
          .findFirst()
          .orElseThrow();
    }

    /** The type of its JSON body. */
    Optional<JsonNode> takesJson() {
      return Optional.of(operation.at("/requestBody/content/application~1json/schema"))
          .filter(schema -> !schema.isMissingNode());
    }

    Stream<JsonNode> parameters(String in) {
      return operation
          .path("parameters")
          .valueStream()
          .filter(parameter -> parameter.path("in").asText().equals(in));
    }

    @Override
    public String toString() {
      return method + " " + template;
    }
  }

  static PublishedRoutes read(Caller caller) {
    return of(caller.get(PATH).expect(200).as(JsonNode.class));
  }

  static PublishedRoutes of(JsonNode document) {
    var routes = new ArrayList<Route>();
    for (var path : document.path("paths").properties()) {
      for (var method : path.getValue().properties()) {
        routes.add(Route.of(method.getKey(), path.getKey(), method.getValue()));
      }
    }
    return new PublishedRoutes(document, List.copyOf(routes));
  }

  /** The route that answers this path; the one with fewer parameters where two would. */
  Optional<Route> find(String method, String path) {
    return all.stream()
        .filter(route -> route.method().equals(method) && route.pattern().matcher(path).matches())
        .min(java.util.Comparator.comparingLong(route -> route.parameters("path").count()));
  }
}
