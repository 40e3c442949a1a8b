package fleet.api.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fleet.api.schema.Schemas;
import fleet.contract.Json;

/** What a request carries in its path, query and headers, as OpenAPI says it. */
record Parameters(Schemas schemas) {
  static final Parameter<Long> LAST_EVENT_ID =
      Parameter.optional("Last-Event-ID", Kind.counted(), "The cursor of the last event seen.");
  private static final Parameter<String> IF_NONE_MATCH =
      Parameter.optional("If-None-Match", Kind.text(200), "The ETag of what the caller has.");
  private static final String SCHEMA = "schema";

  void add(Endpoint endpoint, ObjectNode operation) {
    var parameters = operation.putArray("parameters");
    for (var part : PathParts.of(endpoint.path())) {
      described(parameters, "path", part).put("required", true).set(SCHEMA, one(part));
    }
    endpoint.query().forEach(query -> query(parameters, query));
    switch (endpoint.gives()) {
      case Gives.Tagged _ -> header(parameters, IF_NONE_MATCH);
      case Gives.Events _ -> header(parameters, LAST_EVENT_ID);
      default -> {}
    }
  }

  private void query(ArrayNode parameters, Parameter<?> query) {
    var described = described(parameters, "query", query);
    switch (query.form()) {
      case OPTIONAL -> described.put("allowEmptyValue", true).set(SCHEMA, one(query));
      case REQUIRED -> described.put("required", true).set(SCHEMA, one(query));
      case REPEATED -> exploded(described).set(SCHEMA, node("array").set("items", one(query)));
      case KEYED -> exploded(described).set(SCHEMA, keyed(query));
    }
  }

  /** Each of its properties is a parameter of its own, {@code tag.site=berlin}. */
  private ObjectNode keyed(Parameter<?> query) {
    var schema = node("object");
    schema.putObject("patternProperties").set(query.keyedForm(), one(query));
    return schema.put("additionalProperties", false);
  }

  private void header(ArrayNode parameters, Parameter<?> header) {
    described(parameters, "header", header).set(SCHEMA, one(header));
  }

  private ObjectNode one(Parameter<?> parameter) {
    return parameter.kind().schema().apply(schemas);
  }

  private static ObjectNode described(ArrayNode parameters, String in, Parameter<?> parameter) {
    return parameters
        .addObject()
        .put("name", parameter.name())
        .put("in", in)
        .put("description", parameter.meaning());
  }

  private static ObjectNode exploded(ObjectNode parameter) {
    return parameter.put("style", "form").put("explode", true);
  }

  private static ObjectNode node(String type) {
    return Json.mapper().createObjectNode().put("type", type);
  }
}
