package fleet.builder.plan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code env_file}: files of the project with a service's environment, of which the later wins.
 * Variables in their values are those of the project's {@code .env} and of the lines before.
 */
final class EnvironmentFiles {
  private static final Keys KEYS = new Keys("path", "required", "format");

  private final ProjectFiles files;
  private final Variables variables;

  EnvironmentFiles(ProjectFiles files, Variables variables) {
    this.files = files;
    this.variables = variables;
  }

  Map<String, String> read(Value value) {
    var all = new LinkedHashMap<String, String>();
    for (var item : value instanceof Value.Items list ? list.values() : List.of(value)) {
      add(item, all);
    }
    return all;
  }

  private void add(Value item, Map<String, String> all) {
    if (!(item instanceof Value.Fields)) {
      lines(item, true, false, all);
      return;
    }
    KEYS.check(item);
    var fields = item.fields();
    var path = Optional.ofNullable(fields.get("path"));
    var required = Optional.ofNullable(fields.get("required")).map(Value::flag).orElse(true);
    var raw = Optional.ofNullable(fields.get("format")).map(EnvironmentFiles::isRaw).orElse(false);
    lines(path.orElseThrow(() -> item.where().refuse("needs path", "")), required, raw, all);
  }

  private static boolean isRaw(Value format) {
    if (!format.text().equals("raw")) {
      throw format.where().refuse("'%s' is not supported".formatted(format.text()), "raw");
    }
    return true;
  }

  private void lines(Value value, boolean required, boolean raw, Map<String, String> all) {
    var path = Paths.inProject(value, "", value.text());
    var text = files.text(path);
    if (text.isEmpty() && required) {
      throw value.where().refuse("there is no file '%s'".formatted(path), "is it committed?");
    }
    for (var line : EnvLine.of(text.orElse(""))) {
      var where = new Where(path, line.number(), "");
      var known = variables.with(all);
      var said =
          line.value()
              .map(it -> raw || line.literal() ? it : known.resolve(it, where))
              .or(() -> known.get(line.name()))
              .orElseThrow(() ->
                  where.refuse(
                      "%s has no value, and there is no shell to take it from"
                          .formatted(line.name()),
                      "write a value"));
      all.put(line.name(), said);
    }
  }
}
