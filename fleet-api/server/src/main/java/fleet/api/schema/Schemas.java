package fleet.api.schema;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaBuilder;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfig;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The schemas of one document: each type once, under its name. Mutable; it belongs to whoever makes
 * the document.
 */
public final class Schemas {
  private final SchemaBuilder builder =
      new SchemaGenerator(config()).buildMultipleSchemaDefinitions();

  /** What stands for the type in the document; filled in by {@link #definitions}. */
  public ObjectNode of(Type type) {
    return builder.createSchemaReference(type);
  }

  /**
   * All that were asked for, and what they are made of, by name; called last.
   *
   * @param place of them in the document, such as {@code components/schemas}
   */
  public ObjectNode definitions(String place) {
    return builder.collectDefinitions(place);
  }

  private static SchemaGeneratorConfig config() {
    var config =
        new SchemaGeneratorConfigBuilder(SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
            .with(
                Option.DEFINITIONS_FOR_ALL_OBJECTS,
                Option.EXTRA_OPEN_API_FORMAT_VALUES,
                Option.MAP_VALUES_AS_ADDITIONAL_PROPERTIES,
                Option.PLAIN_DEFINITION_KEYS)
            .without(Option.FLATTENED_OPTIONALS, Option.SCHEMA_VERSION_INDICATOR);
    config
        .forFields()
        .withRequiredCheck(Schemas::isAlwaysThere)
        .withTargetTypeOverridesResolver(Schemas::present)
        .withPropertyNameOverrideResolver(Schemas::name);
    config
        .forTypesInGeneral()
        .withCustomDefinitionProvider(new WrittenAsText())
        .withCustomDefinitionProvider(new Alternatives())
        .withDefinitionNamingStrategy(new NestedNames());
    return config.build();
  }

  private static boolean isAlwaysThere(FieldScope field) {
    var inclusion = field.getRawMember().getAnnotation(JsonInclude.class);
    return field.getRawMember().getType() != Optional.class
        && (inclusion == null || inclusion.value() == JsonInclude.Include.ALWAYS);
  }

  private static @Nullable List<ResolvedType> present(FieldScope field) {
    var type = field.getType();
    return type != null && type.isInstanceOf(Optional.class)
        ? type.typeParametersFor(Optional.class)
        : null;
  }

  private static @Nullable String name(FieldScope field) {
    var property = field.getAnnotation(JsonProperty.class);
    return property == null ? null : property.value();
  }
}
