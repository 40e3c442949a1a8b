package fleet.builder.plan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Compose's {@code secrets}, as far as builds have them: what the top level defines, and which of
 * it a service's build is given.
 */
final class BuildSecrets {
  private static final Keys DEFINED = new Keys("file", "environment", "external", "name");
  private static final Keys GRANTED = new Keys("source", "target");
  private static final List<String> OF_MOUNTS = List.of("uid", "gid", "mode");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}");

  private final Map<String, Value> defined;
  private final ProjectFiles files;

  private BuildSecrets(Map<String, Value> defined, ProjectFiles files) {
    this.defined = defined;
    this.files = files;
  }

  /** Reads the top level; also what no build asks for must be right. */
  static BuildSecrets of(Value root, ProjectFiles files) {
    var value = root.fields().get("secrets");
    var defined =
        value == null || value instanceof Value.Nothing ? Map.<String, Value>of() : value.fields();
    var secrets = new BuildSecrets(defined, files);
    defined.forEach(secrets::source);
    return secrets;
  }

  /** What one build is given, by the ids that its Dockerfile names. */
  Map<String, SecretSource> read(Value granted) {
    var secrets = new LinkedHashMap<String, SecretSource>();
    for (var item : granted.items()) {
      if (item instanceof Value.Fields) {
        refuseMountKeys(item);
        GRANTED.check(item);
        var source =
            Optional.ofNullable(item.fields().get("source"))
                .orElseThrow(() -> item.where().refuse("needs source", ""));
        var id = Optional.ofNullable(item.fields().get("target")).orElse(source);
        secrets.put(name(id, id.text()), source(source));
      } else {
        secrets.put(item.text(), source(item));
      }
    }
    return secrets;
  }

  private static void refuseMountKeys(Value item) {
    for (var key : OF_MOUNTS) {
      Optional.ofNullable(item.fields().get(key))
          .ifPresent(value -> {
            throw value
                .where()
                .refuse(
                    "is not supported",
                    "the Dockerfile says it: RUN --mount=type=secret,id=..,%s=..".formatted(key));
          });
    }
  }

  private SecretSource source(Value asking) {
    var definition = defined.get(asking.text());
    if (definition == null) {
      throw asking
          .where()
          .refuse(
              "there is no secret '%s' at the top level".formatted(asking.text()),
              "secrets: {%s: {external: true}} takes what the push or the fleet gives"
                  .formatted(asking.text()));
    }
    return switch (source(asking.text(), definition)) {
      case SecretSource.InProject file -> file;
      case SecretSource.Given(var name, var _) ->
          new SecretSource.Given(name, asking.where().place());
    };
  }

  private SecretSource source(String name, Value definition) {
    DEFINED.check(definition);
    var fields = definition.fields();
    var file = fields.get("file");
    var environment = fields.get("environment");
    var external = fields.get("external");
    if (file != null && environment == null && external == null) {
      return file(file);
    }
    if (environment != null && file == null && external == null) {
      return given(environment, environment.text());
    }
    if (external != null && external.flag() && file == null && environment == null) {
      var other = fields.get("name");
      return other == null ? given(definition, name) : given(other, other.text());
    }
    throw definition
        .where()
        .refuse("needs one of file, environment and external: true", "external: true");
  }

  private SecretSource file(Value file) {
    var path = Paths.inProject(file, "", file.text());
    if (!files.paths().contains(path)) {
      throw file.where()
          .refuse(
              "there is no file '%s'".formatted(path),
              "what is not to be committed is given: external: true, and fleet push --build-secret");
    }
    return new SecretSource.InProject(path);
  }

  private static SecretSource given(Value value, String name) {
    return new SecretSource.Given(name(value, name), value.where().place());
  }

  private static String name(Value value, String name) {
    if (!NAME.matcher(name).matches()) {
      throw value.where().refuse("'%s' is not a secret's name".formatted(name), "");
    }
    return name;
  }
}
