package fleet.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fleet.contract.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
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
