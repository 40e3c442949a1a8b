package fleet.builder.plan;

import fleet.builder.plan.Value.Fields;
import fleet.builder.plan.Value.Items;
import fleet.builder.plan.Value.Marked;
import fleet.builder.plan.Value.Text;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Lets the relative paths of a compose file begin at the project's root, wherever the file is.
 * Pure.
 *
 * @param folder at which they begin
 */
record Relocation(String folder) {
  private static final List<String> PATHS = List.of("env_file", "label_file");

  Value file(Value root) {
    if (folder.isEmpty() || !(root instanceof Fields)) {
      return root;
    }
    var moved = change(root, "services", services -> each(services, this::service));
    moved = change(moved, "secrets", secrets -> each(secrets, this::source));
    moved = change(moved, "configs", configs -> each(configs, this::source));
    return change(moved, "include", this::includes);
  }

  /** Gives builds a context that name none, which is known only when all files are merged. */
  Value contexts(Value root) {
    return folder.isEmpty()
        ? root
        : change(
            root,
            "services",
            services -> each(services, service -> change(service, "build", this::context)));
  }

  private Value context(Value build) {
    return build instanceof Fields(var where, var fields) && !fields.containsKey("context")
        ? with(where, fields, "context", new Text(where, folder))
        : build;
  }

  private Value service(Value service) {
    var moved = change(service, "build", this::build);
    moved = change(moved, "extends", extended -> change(extended, "file", this::path));
    for (var key : PATHS) {
      moved = change(moved, key, this::paths);
    }
    return moved;
  }

  private Value build(Value build) {
    return build instanceof Fields ? change(build, "context", this::path) : path(build);
  }

  private Value source(Value definition) {
    return change(definition, "file", this::path);
  }

  private Value includes(Value includes) {
    return includes instanceof Items(var where, var items)
        ? new Items(where, items.stream().map(item -> through(item, this::include)).toList())
        : includes;
  }

  private Value include(Value item) {
    if (!(item instanceof Fields)) {
      return path(item);
    }
    var moved = change(item, "path", this::paths);
    moved = change(moved, "project_directory", this::path);
    return change(moved, "env_file", this::paths);
  }

  /** One path, or a list of them, or of mappings with one. */
  private Value paths(Value value) {
    return switch (value) {
      case Items(var where, var items) ->
          new Items(where, items.stream().map(item -> through(item, this::paths)).toList());
      case Fields _ -> change(value, "path", this::path);
      default -> path(value);
    };
  }

  /** What is no relative path stays, for whoever refuses it. */
  private Value path(Value value) {
    return value instanceof Text(var where, var text)
            && !text.startsWith("/")
            && !text.contains("://")
            && !text.contains("@")
        ? new Text(where, folder + "/" + text)
        : value;
  }

  private static Value each(Value value, UnaryOperator<Value> change) {
    if (!(value instanceof Fields(var where, var fields))) {
      return value;
    }
    var all = new LinkedHashMap<String, Value>();
    fields.forEach((key, field) -> all.put(key, through(field, change)));
    return new Fields(where, all);
  }

  private static Value change(Value value, String key, UnaryOperator<Value> change) {
    return value instanceof Fields(var where, var fields)
        ? Values.present(fields, key)
            .map(field -> with(where, fields, key, through(field, change)))
            .orElse(value)
        : value;
  }

  /** A mark stays where it is. */
  private static Value through(Value value, UnaryOperator<Value> change) {
    return value instanceof Marked(var where, var isReset, var inner)
        ? new Marked(where, isReset, change.apply(inner))
        : change.apply(value);
  }

  private static Value with(Where where, Map<String, Value> fields, String key, Value value) {
    var all = new LinkedHashMap<>(fields);
    all.put(key, value);
    return new Fields(where, all);
  }
}
