package fleet.builder.plan;

import fleet.builder.plan.Value.Fields;
import fleet.builder.plan.Value.Items;
import fleet.builder.plan.Value.Nothing;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code include}: compose files of the project that are whole by themselves. */
record Includes(ProjectFiles files, ComposeFiles reader, Variables variables) {
  private static final Keys KEYS = new Keys("path", "project_directory", "env_file");
  private static final List<String> SECTIONS =
      List.of("services", "networks", "volumes", "secrets", "configs");

  /** The sections of all that the file includes. */
  Value of(Value root) {
    var all = new LinkedHashMap<String, Value>();
    for (var item : items(root.fields(), "include")) {
      var fields = model(item).fields();
      for (var section : SECTIONS) {
        Optional.ofNullable(fields.get(section))
            .filter(value -> !(value instanceof Nothing))
            .ifPresent(value -> all.merge(section, value, ComposeFiles::beside));
      }
    }
    return new Fields(root.where(), all);
  }

  private Value model(Value item) {
    if (!(item instanceof Fields)) {
      return model(item, List.of(item), Optional.empty(), List.of());
    }
    KEYS.check(item);
    var paths = items(item.fields(), "path");
    if (paths.isEmpty()) {
      throw item.where().refuse("needs path", "such as path: backup/compose.yaml");
    }
    var folder = Optional.ofNullable(item.fields().get("project_directory"));
    return model(item, paths, folder, items(item.fields(), "env_file"));
  }

  private Value model(
      Value item, List<Value> paths, Optional<Value> directory, List<Value> environments) {
    var names = paths.stream().map(path -> Paths.inProject(path, "", path.text())).toList();
    var folder =
        directory
            .map(value -> Paths.inProject(value, "", value.text()))
            .orElseGet(() -> Paths.folder(names.getFirst()));
    var own =
        environments.isEmpty()
            ? files.text(folder.isEmpty() ? Planner.ENV_FILE : folder + "/" + Planner.ENV_FILE)
            : Optional.of(texts(environments));
    return reader.read(
        names, item.where(), folder, variables.over(Variables.ofEnvFile(own.orElse(""))));
  }

  private String texts(List<Value> environments) {
    var all = new StringBuilder();
    for (var value : environments) {
      var path = Paths.inProject(value, "", value.text());
      all.append(
              files
                  .text(path)
                  .orElseThrow(() ->
                      value
                          .where()
                          .refuse("there is no file '%s'".formatted(path), "is it committed?")))
          .append('\n');
    }
    return all.toString();
  }

  private static List<Value> items(Map<String, Value> fields, String key) {
    return switch (fields.get(key)) {
      case null -> List.of();
      case Nothing _ -> List.of();
      case Items list -> list.values();
      case Value one -> List.of(one);
    };
  }
}
