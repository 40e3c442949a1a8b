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
    EnvLine.of(text)
        .forEach(line -> line.value().ifPresent(value -> values.put(line.name(), value)));
    return new Variables(values);
  }

  /** These, and those rather than them. */
  Variables with(Map<String, String> others) {
    var all = new HashMap<>(values);
    all.putAll(others);
    return new Variables(all);
  }

  /** These, and those where these have none. */
  Variables over(Variables others) {
    return others.with(values);
  }

  Optional<String> get(String name) {
    return Optional.ofNullable(values.get(name));
  }

  String resolve(String text, Where where) {
    return text.indexOf('$') < 0 ? text : new Interpolation(text, this, where).result();
  }
}
