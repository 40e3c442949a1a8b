package fleet.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The secrets among what was said, told from the rest by the published document. Thread-safe. */
final class SecretsSeen {
  private static final String SCHEMAS = "#/components/schemas/";
  private static final String SECRET = SCHEMAS + "Secret";

  private final Set<String> seen = ConcurrentHashMap.newKeySet();
  private final JsonNode schemas;

  SecretsSeen(JsonNode document) {
    this.schemas = document.at("/components/schemas");
  }

  Set<String> all() {
    return Set.copyOf(seen);
  }

  void add(String secret) {
    seen.add(secret);
  }

  /** Looks for secrets in a body of that schema. */
  void look(JsonNode schema, JsonNode body) {
    var reference = schema.path("$ref").asText();
    if (reference.equals(SECRET)) {
      seen.add(body.asText());
    } else if (reference.startsWith(SCHEMAS)) {
      look(schemas.path(reference.substring(SCHEMAS.length())), body);
    }
    for (var alternatives : new String[] {"anyOf", "oneOf", "allOf"}) {
      schema.path(alternatives).forEach(alternative -> look(alternative, body));
    }
    body.properties()
        .forEach(field -> {
          var named = schema.path("properties").path(field.getKey());
          look(
              named.isMissingNode() ? schema.path("additionalProperties") : named,
              field.getValue());
        });
    if (body.isArray()) {
      body.forEach(item -> look(schema.path("items"), item));
    }
  }
}
