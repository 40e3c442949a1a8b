package fleet.api.schema;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.CustomDefinition.AttributeInclusion;
import com.github.victools.jsonschema.generator.CustomDefinition.DefinitionType;
import com.github.victools.jsonschema.generator.CustomDefinitionProviderV2;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import fleet.contract.Json;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Enums, and types of ours that are one text on the wire: names, ids, digests. */
final class WrittenAsText implements CustomDefinitionProviderV2 {
  @Override
  public @Nullable CustomDefinition provideCustomSchemaDefinition(
      ResolvedType type, SchemaGenerationContext context) {
    var erased = type.getErasedType();
    var schema = context.getGeneratorConfig().createObjectNode().put("type", "string");
    if (erased.isEnum()) {
      return named(withChoices(schema, erased));
    }
    return isText(erased) ? named(TextShapes.add(erased, schema)) : null;
  }

  private static boolean isText(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods())
        .anyMatch(method ->
            method.isAnnotationPresent(JsonValue.class) && method.getReturnType() == String.class);
  }

  private static ObjectNode withChoices(ObjectNode schema, Class<?> type) {
    var choices = schema.putArray("enum");
    for (var constant : type.getEnumConstants()) {
      choices.add(Json.mapper().<com.fasterxml.jackson.databind.JsonNode>valueToTree(constant));
    }
    return schema;
  }

  private static CustomDefinition named(ObjectNode schema) {
    return new CustomDefinition(schema, DefinitionType.ALWAYS_REF, AttributeInclusion.NO);
  }
}
