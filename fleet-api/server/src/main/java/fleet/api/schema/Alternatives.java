package fleet.api.schema;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.CustomDefinition.AttributeInclusion;
import com.github.victools.jsonschema.generator.CustomDefinition.DefinitionType;
import com.github.victools.jsonschema.generator.CustomDefinitionProviderV2;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A sealed interface is one of its records, told apart by a property that carries the record's
 * name, {@code "kind": "line"}.
 */
final class Alternatives implements CustomDefinitionProviderV2 {
  @Override
  public @Nullable CustomDefinition provideCustomSchemaDefinition(
      ResolvedType type, SchemaGenerationContext context) {
    var erased = type.getErasedType();
    if (erased.isAnnotationPresent(JsonSubTypes.class)) {
      return named(oneOf(erased, context));
    }
    return alternative(erased).map(found -> named(withKind(type, found, context))).orElse(null);
  }

  private static ObjectNode oneOf(Class<?> type, SchemaGenerationContext context) {
    var schema = context.getGeneratorConfig().createObjectNode();
    var choices = schema.putArray("oneOf");
    for (var each : type.getAnnotation(JsonSubTypes.class).value()) {
      choices.add(
          context.createDefinitionReference(context.getTypeContext().resolve(each.value())));
    }
    schema.putObject("discriminator").put("propertyName", property(type));
    return schema;
  }

  private ObjectNode withKind(
      ResolvedType type, Alternative found, SchemaGenerationContext context) {
    var schema = context.createStandardDefinition(type, this);
    var kind = schema.withObjectProperty("properties").putObject(property(found.of()));
    kind.put("type", "string").put("const", found.name());
    ArrayNode required = schema.withArrayProperty("required");
    required.insert(0, property(found.of()));
    return schema;
  }

  /** Of which interface a record is one choice, and by which name. */
  private record Alternative(Class<?> of, String name) {}

  private static Optional<Alternative> alternative(Class<?> type) {
    return Arrays.stream(type.getInterfaces())
        .filter(above -> above.isAnnotationPresent(JsonSubTypes.class))
        .flatMap(above -> names(above, type).map(name -> new Alternative(above, name)))
        .findFirst();
  }

  private static Stream<String> names(Class<?> above, Class<?> type) {
    return Arrays.stream(above.getAnnotation(JsonSubTypes.class).value())
        .filter(each -> each.value() == type)
        .map(JsonSubTypes.Type::name);
  }

  private static String property(Class<?> type) {
    return type.getAnnotation(JsonTypeInfo.class).property();
  }

  private static CustomDefinition named(ObjectNode schema) {
    return new CustomDefinition(schema, DefinitionType.ALWAYS_REF, AttributeInclusion.NO);
  }
}
