package fleet.builder.plan;

import fleet.contract.release.FileMount.FileAccess;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What a service says of its {@code configs} or {@code secrets}: names, or long forms.
 *
 * @param folder that targets are in which name none
 */
record FileGrants(String folder) {
  private static final Keys KEYS = new Keys("source", "target", "uid", "gid", "mode");
  private static final Pattern MODE = Pattern.compile("0?o?([0-7]{3})");
  private static final Pattern ID = Pattern.compile("[0-9]{1,9}");
  private static final Pattern TARGET = Pattern.compile("/[^\\p{Cntrl}:]{1,254}");
  private static final int OCTAL = 8;

  /**
   * One of them.
   *
   * @param source that names it, with its place
   */
  record Grant(Value source, String target, FileAccess access) {}

  List<Grant> read(Value granted) {
    return granted.items().stream().map(this::grant).toList();
  }

  private Grant grant(Value item) {
    if (!(item instanceof Value.Fields)) {
      return new Grant(item, target(item, item.text()), FileAccess.USUAL);
    }
    KEYS.check(item);
    var fields = item.fields();
    var source =
        Values.present(fields, "source")
            .orElseThrow(() -> item.where().refuse("needs source", "such as source: settings"));
    var target = Values.present(fields, "target").orElse(source);
    var access =
        new FileAccess(
            number(fields, "uid", FileGrants::id, FileAccess.USUAL.user()),
            number(fields, "gid", FileGrants::id, FileAccess.USUAL.group()),
            number(fields, "mode", FileGrants::mode, FileAccess.USUAL.mode()));
    return new Grant(source, target(target, target.text()), access);
  }

  private static int number(
      Map<String, Value> fields, String key, Function<Value, Integer> reader, int usual) {
    return Values.present(fields, key).map(reader).orElse(usual);
  }

  private static int id(Value value) {
    if (!ID.matcher(value.text()).matches()) {
      throw value
          .where()
          .refuse("'%s' is not a number of a user or group".formatted(value.text()), "");
    }
    return Integer.parseInt(value.text());
  }

  private static int mode(Value value) {
    var match = MODE.matcher(value.text());
    if (!match.matches()) {
      throw value.where().refuse("'%s' is not a mode".formatted(value.text()), "such as 0440");
    }
    return Integer.parseInt(match.group(1), OCTAL);
  }

  private String target(Value value, String target) {
    var path = target.startsWith("/") ? target : folder + target;
    if (!TARGET.matcher(path).matches() || List.of(path.split("/", -1)).contains("..")) {
      throw value.where().refuse("'%s' is not a path of a file".formatted(target), "");
    }
    return path;
  }
}
