package fleet.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import fleet.api.PublishedRoutes.Route;
import fleet.contract.Json;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Holds what stands in paths and queries against the published document. Thread-safe. */
final class ParameterValues {
  private final BodyCheck schemas;
  private final JsonNode document;

  ParameterValues(JsonNode document) {
    this.document = document;
    this.schemas = BodyCheck.ofRequests(document);
  }

  /** Fails when the document does not name a parameter of the query. */
  void requireNames(Route route, URI uri) {
    for (var name : query(uri).keySet()) {
      assertThat(route.parameters("query").anyMatch(parameter -> carries(parameter, name)))
          .as("the document does not say that %s reads '%s'", route, name)
          .isTrue();
    }
  }

  /** Fails with a value that the document does not allow, or one that is missing. */
  void requireValues(Route route, URI uri) {
    var parts = route.pattern().matcher(uri.getRawPath());
    assertThat(parts.matches()).isTrue();
    var places = route.parameters("path").toList();
    for (var place = 0; place < places.size(); place++) {
      value(route, places.get(place), decoded(parts.group(place + 1)));
    }
    var given = query(uri);
    route
        .parameters("query")
        .forEach(parameter -> {
          var values =
              given.entrySet().stream()
                  .filter(entry -> carries(parameter, entry.getKey()))
                  .flatMap(entry -> entry.getValue().stream())
                  .toList();
          assertThat(values.isEmpty() && parameter.path("required").asBoolean())
              .as("%s of %s is missing", parameter.path("name"), route)
              .isFalse();
          values.stream()
              .filter(value -> !value.isEmpty() || !parameter.path("allowEmptyValue").asBoolean())
              .forEach(value -> value(route, parameter, value));
        });
  }

  /** Whether a query carries the parameter by this name. */
  static boolean carries(JsonNode parameter, String name) {
    var keyed = parameter.at("/schema/patternProperties");
    return keyed.isObject()
        ? name.matches(keyed.fieldNames().next())
        : parameter.path("name").asText().equals(name);
  }

  /** A name by which a query carries the parameter. */
  static String name(JsonNode parameter) {
    var isKeyed = parameter.at("/schema/patternProperties").isObject();
    return parameter.path("name").asText() + (isKeyed ? ".key" : "");
  }

  /** The schema of one value of the parameter. */
  JsonNode schema(JsonNode parameter) {
    var schema = parameter.path("schema");
    var one =
        switch (schema.path("type").asText()) {
          case "array" -> schema.path("items");
          case "object" -> schema.path("patternProperties").elements().next();
          default -> schema;
        };
    return one.has("$ref") ? document.at(one.path("$ref").asText().substring(1)) : one;
  }

  private void value(Route route, JsonNode parameter, String text) {
    var schema = schema(parameter);
    var what = "%s=%s of %s".formatted(parameter.path("name").asText(), text, route);
    schemas.require(schema, node(schema, text), what);
  }

  private static JsonNode node(JsonNode schema, String text) {
    if (schema.path("type").asText().equals("string")) {
      return TextNode.valueOf(text);
    }
    try {
      return Json.mapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError("neither a number nor true or false: " + text, e);
    }
  }

  private static Map<String, List<String>> query(URI uri) {
    var found = new LinkedHashMap<String, List<String>>();
    for (var pair : Optional.ofNullable(uri.getRawQuery()).orElse("").split("&")) {
      var halves = pair.split("=", 2);
      if (!pair.isEmpty()) {
        found
            .computeIfAbsent(decoded(halves[0]), _ -> new ArrayList<>())
            .add(halves.length == 2 ? decoded(halves[1].replace('+', ' ')) : "");
      }
    }
    return found;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
