package fleet.builder.plan;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Compose's variables: {@code $A}, {@code ${A}}, {@code ${A:-default}}, {@code ${A-default}},
 * {@code ${A:?error}}, {@code ${A?error}}, {@code ${A:+other}}, {@code ${A+other}}, and {@code $$}
 * for a dollar. Their values come from the project's own {@code .env}; the server's environment is
 * never looked at.
 */
final class Variables {
  private final Map<String, String> values;

  private Variables(Map<String, String> values) {
    this.values = values;
  }

  /** Reads lines of {@code NAME=value}; the value may be quoted, {@code #} begins a comment. */
  static Variables ofEnvFile(String text) {
    var values = new HashMap<String, String>();
    text.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("#") && line.indexOf('=') > 0)
        .forEach(line -> {
          var name = line.substring(0, line.indexOf('=')).strip();
          values.put(
              name.startsWith("export ") ? name.substring(7).strip() : name,
              unquote(line.substring(line.indexOf('=') + 1).strip()));
        });
    return new Variables(values);
  }

  Optional<String> get(String name) {
    return Optional.ofNullable(values.get(name));
  }

  String resolve(String text, Where where) {
    return text.indexOf('$') < 0 ? text : new Interpolation(text, this, where).result();
  }

  private static String unquote(String text) {
    for (var quote : new String[] {"\"", "'"}) {
      if (text.length() >= 2 && text.startsWith(quote) && text.endsWith(quote)) {
        return text.substring(1, text.length() - 1);
      }
    }
    var comment = text.indexOf(" #");
    return comment < 0 ? text : text.substring(0, comment).strip();
  }
}
