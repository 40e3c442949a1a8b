package fleet.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fleet.contract.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The published document is OpenAPI 3.1, and says enough. */
class OpenApiIT {
  private static final List<String> SAYS_A_TYPE = List.of("$ref", "type", "oneOf");
  private static RunningApi api;
  private static PublishedRoutes routes;

  @BeforeAll
  static void start() {
    api = RunningApi.alone();
    routes = PublishedRoutes.read(api.anybody());
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @Test
  void it_is_of_the_shape_that_the_standard_describes() throws Exception {
    var node =
        new ProcessBuilder("node", "src/test/openapi/validate.mjs", "target/npm/node_modules")
            .redirectErrorStream(true)
            .start();
    try (var input = node.getOutputStream()) {
      input.write(Json.writeBytes(routes.document()));
    }
    var said = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(node.waitFor()).as(said).isZero();
    assertThat(said).isEmpty();
  }

  @Test
  void it_is_not_sent_again_to_who_has_it() {
    var etag = api.anybody().get(PublishedRoutes.PATH).expect(200).header("ETag");
    var again = api.anybody().request(PublishedRoutes.PATH).header("If-None-Match", etag);
    assertThat(api.anybody().send(again.GET()).expect(304).text()).isEmpty();
  }

  @Test
  void every_route_has_one_sentence_and_a_name_of_its_own() {
    var names = new HashSet<String>();
    for (var route : routes.all()) {
      assertThat(route.operation().path("summary").asText())
          .as("Endpoint's summary of %s: one sentence, ending in a period", route)
          .matches("[A-Z].*\\.");
      assertThat(route.id()).as("operationId of %s", route).matches("[a-z][A-Za-z0-9]+");
      assertThat(names.add(route.id()))
          .as(
              "two routes are called %s: fleet.api.http.OpenApi names them by their path",
              route.id())
          .isTrue();
    }
  }

  @Test
  void every_parameter_is_described() {
    for (var route : routes.all()) {
      route
          .operation()
          .path("parameters")
          .forEach(parameter ->
              assertThat(parameter.path("description").asText())
                  .as(
                      "'%s' of %s: say what it means, in Endpoint.query or in"
                          + " fleet.api.http.Parameters",
                      parameter.path("name").asText(), route)
                  .endsWith("."));
    }
  }

  @Test
  void it_says_what_it_is_where_it_is_and_on_what_terms() {
    for (var place : List.of("title", "version", "description", "license/identifier")) {
      assertThat(routes.document().at("/info/" + place).asText()).as(place).isNotBlank();
    }
    assertThat(routes.document().path("servers")).isNotEmpty();
  }

  @Test
  void every_tag_is_declared_and_meant() {
    var tags = routes.document().path("tags").valueStream().toList();
    assertThat(tags).allSatisfy(tag -> assertThat(tag.path("description").asText()).endsWith("."));
    var declared = tags.stream().map(tag -> tag.path("name").asText()).toList();
    var used =
        routes.all().stream()
            .flatMap(route -> route.operation().path("tags").valueStream())
            .map(JsonNode::asText)
            .toList();
    assertThat(used).hasSameSizeAs(routes.all());
    assertThat(declared).doesNotHaveDuplicates().hasSameElementsAs(used);
  }

  /** The same path twice under other names would be one path to whoever reads it. */
  @Test
  void every_path_has_one_form() {
    var forms = new HashSet<String>();
    routes
        .document()
        .path("paths")
        .fieldNames()
        .forEachRemaining(path -> {
          assertThat(path).startsWith("/").doesNotEndWith("/").doesNotContain("?", "//");
          assertThat(forms.add(path.replaceAll("\\{[^}]+}", "{}"))).as(path).isTrue();
        });
  }

  @Test
  void every_part_of_a_path_is_declared_and_nothing_else() {
    for (var route : routes.all()) {
      var declared = route.parameters("path").map(part -> part.path("name").asText()).toList();
      var used =
          Pattern.compile("\\{([^}]+)}")
              .matcher(route.template())
              .results()
              .map(part -> part.group(1))
              .toList();
      assertThat(declared).as("%s", route).isEqualTo(used).doesNotHaveDuplicates();
      assertThat(route.parameters("path")).allMatch(part -> part.path("required").asBoolean());
      assertThat(route.operation().path("parameters").valueStream().map(OpenApiIT::place))
          .as("%s", route)
          .doesNotHaveDuplicates();
    }
  }

  private static String place(JsonNode parameter) {
    return parameter.path("in").asText() + " " + parameter.path("name").asText();
  }

  @Test
  void every_answer_is_described_and_errors_are_among_them() {
    for (var route : routes.all()) {
      var responses = route.operation().path("responses");
      assertThat(responses.properties())
          .as("%s", route)
          .allSatisfy(response ->
              assertThat(resolved(response.getValue()).path("description").asText()).isNotBlank());
      assertThat(responses.propertyStream().map(Map.Entry::getKey))
          .as("%s", route)
          .anyMatch(status -> status.startsWith("4"));
    }
  }

  @Test
  void every_component_is_used_and_every_reference_leads_to_one() {
    var references = references(routes.document()).toList();
    assertThat(references)
        .allSatisfy(reference -> {
          assertThat(routes.document().at(reference.path("$ref").asText().substring(1)).isObject())
              .as("%s", reference)
              .isTrue();
          assertThat(reference.size()).as("beside a reference: %s", reference).isEqualTo(1);
        });
    var used =
        Stream.concat(
                references.stream().map(reference -> reference.path("$ref").asText()),
                routes.all().stream()
                    .flatMap(route -> route.operation().path("security").valueStream())
                    .flatMap(OpenApiIT::names)
                    .map(name -> "#/components/securitySchemes/" + name))
            .toList();
    for (var kind : routes.document().path("components").properties()) {
      assertThat(
              names(kind.getValue())
                  .map(name -> "#/components/%s/%s".formatted(kind.getKey(), name)))
          .isSubsetOf(used);
    }
  }

  private static JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? routes.document().at(node.path("$ref").asText().substring(1)) : node;
  }

  private static Stream<JsonNode> references(JsonNode node) {
    var here = node.path("$ref").isTextual() ? Stream.of(node) : Stream.<JsonNode>empty();
    return Stream.concat(here, node.valueStream().flatMap(OpenApiIT::references));
  }

  private static Stream<String> names(JsonNode node) {
    return node.propertyStream().map(Map.Entry::getKey);
  }

  @Test
  void every_example_is_one() {
    var check = BodyCheck.ofAnswers(routes.document());
    schemas(routes.document())
        .forEach(schema ->
            schema
                .path("examples")
                .valueStream()
                .forEach(example -> check.require(schema, example, "an example")));
  }

  /** The page of the dashboard and its files, which no program asks for. */
  @Test
  void only_the_dashboard_is_left_out() {
    assertThat(routes.document().path("paths").has("/")).isFalse();
    assertThat(names(routes.document().path("paths")))
        .noneMatch(path -> path.startsWith("/assets"));
  }

  @Test
  void every_schema_has_a_type() throws IOException {
    assertThat(schemas(routes.document())).isNotEmpty();
    schemas(routes.document())
        .forEach(schema ->
            assertThat(SAYS_A_TYPE.stream().anyMatch(schema::has))
                .as("a schema of the document tells no type: %s", schema)
                .isTrue());
  }

  @Test
  void what_a_contracts_text_looks_like_is_said_in_the_document() {
    var schemas = routes.document().at("/components/schemas");
    assertThat(schemas.at("/FleetName/pattern").asText()).isNotEmpty();
    assertThat(schemas.at("/DeviceView/properties/createdAt/format").asText())
        .isEqualTo("date-time");
    assertThat(schemas.at("/DeviceView/required").toString()).doesNotContain("lastSeen");
    assertThat(schemas.at("/BuildEvent/oneOf").size()).isEqualTo(4);
    assertThat(schemas.at("/BuildEventLine/properties/kind/const").asText()).isEqualTo("line");
    assertThat(schemas.at("/NewProvisioningKey/properties/validFor/format").asText())
        .isEqualTo("duration");
  }

  /** Every schema, wherever it stands. */
  private static Stream<JsonNode> schemas(JsonNode node) {
    var here =
        Stream.concat(
            Stream.of("schema", "items", "x-fleet-line").map(node::path),
            Stream.of("properties", "schemas").map(node::path).flatMap(JsonNode::valueStream));
    return Stream.concat(
        here.filter(JsonNode::isObject), node.valueStream().flatMap(OpenApiIT::schemas));
  }
}
