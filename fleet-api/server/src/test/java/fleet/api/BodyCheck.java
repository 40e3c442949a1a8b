package fleet.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.NonValidationKeyword;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Holds bodies against the schemas of the published document. Thread-safe. */
final class BodyCheck {
  private static final String DISCRIMINATOR = "discriminator";
  private static final String PROPERTIES = "properties";

  /** JSON Schema, and the word of OpenAPI under which the schemas stand. */
  private static final JsonMetaSchema WORDS =
      JsonMetaSchema.builder(JsonMetaSchema.getV202012())
          .keyword(new NonValidationKeyword("components"))
          .build();

  private static final JsonSchemaFactory SCHEMAS =
      JsonSchemaFactory.getInstance(
          VersionFlag.V202012,
          factory -> factory.metaSchema(WORDS).defaultMetaSchemaIri(WORDS.getIri()));
  private static final SchemaValidatorsConfig CONFIG =
      SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

  private final Map<JsonNode, JsonSchema> made = new ConcurrentHashMap<>();
  private final JsonNode components;
  private final boolean closed;

  /** Takes fields that the document does not name: a newer peer may send them. */
  static BodyCheck ofRequests(JsonNode document) {
    return new BodyCheck(document.path("components"), false);
  }

  /** Refuses fields that the document does not name. */
  static BodyCheck ofAnswers(JsonNode document) {
    return new BodyCheck(closed(document.path("components")), true);
  }

  private BodyCheck(JsonNode components, boolean closed) {
    this.components = components.deepCopy();
    // A record's kind is a constant that its schema tells anyway; the validator trips over the
    // word.
    this.components
        .findParents(DISCRIMINATOR)
        .forEach(parent -> ((ObjectNode) parent).remove(DISCRIMINATOR));
    this.closed = closed;
  }

  /** Fails with what is wrong. */
  void require(JsonNode schema, JsonNode body, String what) {
    var wrong = made.computeIfAbsent(schema, this::make).validate(body);
    assertThat(wrong).as("%s is not as the document says: %s", what, body).isEmpty();
  }

  private JsonSchema make(JsonNode schema) {
    ObjectNode whole = (closed ? closed(schema) : schema).deepCopy();
    whole.set("components", components);
    return SCHEMAS.getSchema(whole, CONFIG);
  }

  /** A copy whose objects hold nothing but their properties. */
  private static <T extends JsonNode> T closed(T node) {
    T copy = node.deepCopy();
    copy.findParents(PROPERTIES).stream()
        .filter(parent -> parent.path(PROPERTIES).isObject() && parent.has("type"))
        .forEach(parent -> ((ObjectNode) parent).put("additionalProperties", false));
    return copy;
  }
}
