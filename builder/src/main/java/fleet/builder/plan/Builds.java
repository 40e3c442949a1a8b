package fleet.builder.plan;

import fleet.contract.identity.ServiceName;
import java.util.Map;
import java.util.Optional;

/** How a service's image is made: its {@code build}, or the image that it names. */
final class Builds {
  private static final Keys KEYS =
      new Keys("context", "dockerfile", "dockerfile_inline", "args", "target");

  private final ProjectFiles files;
  private final Variables variables;

  Builds(ProjectFiles files, Variables variables) {
    this.files = files;
    this.variables = variables;
  }

  ServiceBuild read(ServiceName service, Value value) {
    var build = value.fields().get("build");
    if (build != null) {
      return built(service, build);
    }
    var image = value.fields().get("image");
    if (image == null) {
      throw value.where().refuse("needs build or image", "build: . builds the Dockerfile here");
    }
    if (image.text().isBlank() || image.text().chars().anyMatch(Character::isWhitespace)) {
      throw image.where().refuse("'%s' is not an image".formatted(image.text()), "");
    }
    return new ServiceBuild(
        service,
        Optional.empty(),
        new Recipe.Inline("FROM %s\n".formatted(image.text())),
        Map.of(),
        Optional.empty());
  }

  private ServiceBuild built(ServiceName service, Value build) {
    if (!(build instanceof Value.Fields)) {
      var context = Paths.inProject(build, "", build.text());
      return new ServiceBuild(
          service,
          Optional.of(context),
          recipe(build, context, "Dockerfile"),
          Map.of(),
          Optional.empty());
    }
    KEYS.check(build);
    var fields = build.fields();
    var context = context(build);
    var args =
        Optional.ofNullable(fields.get("args"))
            .map(it -> Pairs.read(it, variables))
            .orElse(Map.of());
    return new ServiceBuild(
        service,
        Optional.of(context),
        recipe(build, context),
        args,
        Optional.ofNullable(fields.get("target")).map(Value::text));
  }

  private static String context(Value build) {
    var context = build.fields().get("context");
    return context == null ? "" : Paths.inProject(context, "", context.text());
  }

  private Recipe recipe(Value build, String context) {
    var inline = build.fields().get("dockerfile_inline");
    var file = build.fields().get("dockerfile");
    if (inline != null && file != null) {
      throw inline.where().refuse("cannot stand beside dockerfile", "keep one of the two");
    }
    if (inline != null) {
      return new Recipe.Inline(inline.text());
    }
    return file == null ? recipe(build, context, "Dockerfile") : recipe(file, context, file.text());
  }

  private Recipe recipe(Value value, String context, String file) {
    var path = Paths.inProject(value, context, file);
    if (!files.paths().contains(path)) {
      throw value.where().refuse("there is no file '%s'".formatted(path), "is it committed?");
    }
    return new Recipe.InProject(path);
  }
}
