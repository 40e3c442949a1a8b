package fleet.api.schema;

import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.impl.DefinitionKey;
import com.github.victools.jsonschema.generator.naming.SchemaDefinitionNamingStrategy;

/** Names a nested type after the one around it too: {@code PrincipalDevice}. */
final class NestedNames implements SchemaDefinitionNamingStrategy {
  @Override
  public String getDefinitionNameForKey(DefinitionKey key, SchemaGenerationContext context) {
    var type = key.getType().getErasedType();
    var name = new StringBuilder(type.getSimpleName());
    for (var around = type.getEnclosingClass();
        around != null;
        around = around.getEnclosingClass()) {
      name.insert(0, around.getSimpleName());
    }
    return name.toString();
  }
}
